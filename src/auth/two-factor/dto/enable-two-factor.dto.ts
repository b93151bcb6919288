import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

export class EnableTwoFactorDto {
  @ApiProperty({
    required: true,
    maxLength: 100,
    description: 'The six digits that the authenticator app shows. Without them the answer is 400 `CODE_REQUIRED`.',
    example: '123456',
  })
  @IsOptional()
  @MaxLength(100)
  @IsString()
  code?: string;
}
