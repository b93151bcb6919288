import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

export class RequestDeletionDto {
  /** The account's. @example Pikachu25 */
  @MaxLength(1000)
  @IsNotEmpty()
  @IsString()
  password!: string;
}
