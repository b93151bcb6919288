import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { IsNewPassword } from '../../users/account-rules.js';

export class ChangePasswordDto {
  /** @example Pikachu25 */
  @MaxLength(1000)
  @IsNotEmpty()
  @IsString()
  currentPassword!: string;

  /** 8 characters to 72 bytes, with a lower-case letter, an upper-case letter and a digit. @example Raichu2026 */
  @IsNewPassword()
  newPassword!: string;
}
