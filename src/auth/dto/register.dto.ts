import { IsEmail, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { EmptyAsNull, IsNewPassword, NormalisedEmail } from '../../users/account-rules.js';

export class RegisterDto {
  /** @example sacha@example.com */
  @NormalisedEmail()
  @MaxLength(254)
  @IsEmail()
  email!: string;

  /** Letters, digits, `_` and `-`; it can't be changed later. @example sacha */
  @Matches(/^[a-zA-Z0-9_-]+$/, {
    message: 'Le nom d’utilisateur ne peut contenir que des lettres sans accent, des chiffres, « _ » et « - ».',
  })
  @MaxLength(30)
  @MinLength(3)
  @IsString()
  username!: string;

  /** 8 characters to 72 bytes, with a lower-case letter, an upper-case letter and a digit. @example Pikachu25 */
  @IsNewPassword()
  password!: string;

  /** @example Sacha */
  @EmptyAsNull()
  @IsOptional()
  @MaxLength(50)
  @IsString()
  firstName?: string | null;

  /** @example Ketchum */
  @EmptyAsNull()
  @IsOptional()
  @MaxLength(50)
  @IsString()
  lastName?: string | null;
}
