import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString } from 'class-validator';

/** A token has no length of its own to respect: the body's limit bounds it, and one that isn't ours names no login. */
export class RefreshDto {
  @ApiProperty({
    required: true,
    description: 'From the login. Without it the answer is 400 `REFRESH_TOKEN_REQUIRED`.',
  })
  @IsOptional()
  @IsString()
  refreshToken?: string;

  /** Asks for a new refresh token as well; the one sent dies, and using it again ends the login. @example false */
  @IsOptional()
  @IsBoolean()
  rotate?: boolean;
}
