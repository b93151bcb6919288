import { IsEmailAddress } from '../../../common/email/email-address.decorator.js';

export class ForgotPasswordDto {
  /** @example sacha@example.com */
  @IsEmailAddress()
  email!: string;
}
