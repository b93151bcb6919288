import { IsOptional, IsString } from 'class-validator';

export class LogoutDto {
  /** From the login. */
  @IsOptional()
  @IsString()
  refreshToken?: string;
}
