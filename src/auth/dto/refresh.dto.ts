import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString } from 'class-validator';

export class RefreshDto {
  @ApiProperty({
    required: true,
    description: 'From the login. Without it the response is 400 `REFRESH_TOKEN_REQUIRED`.',
  })
  @IsOptional()
  @IsString()
  refreshToken?: string;

  /** Returns a new refresh token as well. The sent one becomes invalid; using it again ends the session. @example false */
  @IsOptional()
  @IsBoolean()
  rotate?: boolean;
}
