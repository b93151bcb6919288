import { IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import { NormalisedEmail } from '../../../common/email/email-address.decorator.js';
import { IsNewPassword } from '../../../users/account-rules.js';

export class ResetPasswordDto {
  /** From the link in the mail. @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" */
  @Matches(/^[0-9a-f]{64}$/, { message: 'Ce lien est incomplet : ouvrez à nouveau celui de l’e-mail.' })
  @IsString()
  token!: string;

  /** From the link as well. @example sacha@example.com */
  @NormalisedEmail()
  @MaxLength(254)
  @IsNotEmpty()
  @IsString()
  email!: string;

  /** 8 characters to 72 bytes, with a lower-case letter, an upper-case letter and a digit. @example Raichu2026 */
  @IsNewPassword()
  password!: string;
}
