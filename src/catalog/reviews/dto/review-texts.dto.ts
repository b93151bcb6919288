import { IsOptional, IsString, MaxLength } from 'class-validator';
import { EmptyIsNull } from '../../../common/validation/empty-is-null.decorator.js';

/** What a review may do without; `''` means none. */
export class ReviewTextsDto {
  /** @example Un très beau coffret */
  @EmptyIsNull()
  @IsOptional()
  @MaxLength(100)
  @IsString()
  title?: string | null;

  /** @example Bien emballé, et les boosters étaient généreux. */
  @EmptyIsNull()
  @IsOptional()
  @MaxLength(1000)
  @IsString()
  comment?: string | null;
}
