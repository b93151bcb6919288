import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { NormalisedEmail } from '../../common/email/email-address.decorator.js';

/** Values are only compared, so only their size is checked. */
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

  /** Six digits, or a recovery code; checked after the password when two-factor is on. */
  @IsOptional()
  @MaxLength(100)
  @IsString()
  twoFactorCode?: string;
}
