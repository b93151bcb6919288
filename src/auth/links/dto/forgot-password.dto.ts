import { IsEmail, MaxLength } from 'class-validator';
import { NormalisedEmail } from '../../../users/account-rules.js';

export class ForgotPasswordDto {
  /** @example sacha@example.com */
  @NormalisedEmail()
  @MaxLength(254)
  @IsEmail()
  email!: string;
}
