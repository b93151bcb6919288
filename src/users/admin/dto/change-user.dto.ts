import { IsBoolean, IsOptional } from 'class-validator';

export class ChangeUserDto {
  /**
   * Counts at once: the account's next request is an administrator's, or not any more.
   * @example false
   */
  @IsOptional()
  @IsBoolean()
  isAdmin?: boolean | null;

  /**
   * Whether its e-mail address counts as confirmed.
   * @example true
   */
  @IsOptional()
  @IsBoolean()
  isVerified?: boolean | null;
}
