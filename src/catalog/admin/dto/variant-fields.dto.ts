import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { EmptyIsNull } from '../../../common/validation/empty-is-null.decorator.js';
import { SKU } from '../../product-rules.js';

/** What a variant may do without; `''` means none. */
export class VariantFieldsDto {
  /** @example Français */
  @EmptyIsNull()
  @IsOptional()
  @IsString()
  @MaxLength(50)
  language?: string | null;

  /** @example 1re édition */
  @EmptyIsNull()
  @IsOptional()
  @IsString()
  @MaxLength(100)
  edition?: string | null;

  /** @example ETB-NOUVEAU-FR */
  @EmptyIsNull()
  @IsOptional()
  @IsString()
  @MaxLength(50)
  @Matches(SKU)
  sku?: string | null;
}
