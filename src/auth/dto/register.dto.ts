import { IsOptional, IsString, MaxLength } from 'class-validator';
import { IsEmailAddress } from '../../common/email/email-address.decorator.js';
import { EmptyAsNull, IsFreeUsername, IsNewPassword, IsCustomerName, IsUsername } from '../../users/account-rules.js';

export class RegisterDto {
  /** @example sacha@example.com */
  @IsEmailAddress()
  email!: string;

  /** Letters, digits, `_` and `-`; it can't be changed later, and the shop's names (`admin`) are reserved. @example sacha */
  @IsFreeUsername()
  @IsUsername()
  username!: string;

  /** 8 characters to 72 bytes, with a lower-case letter, an upper-case letter and a digit. @example Pikachu25 */
  @IsNewPassword()
  password!: string;

  /** @example Sacha */
  @EmptyAsNull()
  @IsOptional()
  @IsCustomerName()
  @MaxLength(50)
  @IsString()
  firstName?: string | null;

  /** @example Ketchum */
  @EmptyAsNull()
  @IsOptional()
  @IsCustomerName()
  @MaxLength(50)
  @IsString()
  lastName?: string | null;
}
