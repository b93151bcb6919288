import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

/** Without one or the other the answer is 400 `CREDENTIALS_REQUIRED`. */
export class DisableTwoFactorDto {
  @ApiProperty({
    required: true,
    maxLength: 100,
    description: 'Six digits, or a recovery code.',
    example: '123456',
  })
  @IsOptional()
  @MaxLength(100)
  @IsString()
  code?: string;

  @ApiProperty({ required: true, maxLength: 1000, example: 'Pikachu25' })
  @IsOptional()
  @MaxLength(1000)
  @IsString()
  password?: string;
}
