import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { EmptyAsNull } from '../../../users/account-rules.js';

/** An absent field stays as it is, an empty text is cleared. */
export class UpdateItemDto {
  /**
   * Copies: up to 9999, or up to as many as there are, where adding has made it more.
   * @example 2
   */
  @IsOptional()
  @Max(999999)
  @Min(1)
  @IsInt()
  quantity?: number | null;

  /** @example "Bon" */
  @EmptyAsNull()
  @IsOptional()
  @MaxLength(50)
  @IsString()
  condition?: string | null;

  /** @example "fr" */
  @EmptyAsNull()
  @IsOptional()
  @MaxLength(50)
  @IsString()
  language?: string | null;

  /** @example "À échanger contre un Dracaufeu." */
  @EmptyAsNull()
  @IsOptional()
  @MaxLength(500)
  @IsString()
  notes?: string | null;
}
