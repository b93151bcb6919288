import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { NormalisedEmail } from '../../users/account-rules.js';

/** What is typed here is compared, not judged: only its size is bounded. */
export class LoginDto {
  /** @example sacha@example.com */
  @NormalisedEmail()
  @MaxLength(254)
  @IsNotEmpty()
  @IsString()
  email!: string;

  /** @example Pikachu25 */
  @MaxLength(1000)
  @IsNotEmpty()
  @IsString()
  password!: string;

  /** Six digits, or a recovery code; looked at once the password is right, where two-factor is on. @example "123456" */
  @IsOptional()
  @MaxLength(100)
  @IsString()
  twoFactorCode?: string;
}
