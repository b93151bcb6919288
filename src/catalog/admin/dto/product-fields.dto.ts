import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { EmptyIsNull } from '../../../common/validation/empty-is-null.decorator.js';
import { ProductImageDto } from './product-image.dto.js';

/** What a product may do without. */
export class ProductFieldsDto {
  /** @example Neuf boosters et tout ce qu’il faut pour jouer. */
  @EmptyIsNull()
  @IsOptional()
  @IsString()
  @MaxLength(5000)
  description?: string | null;

  /** In the order in which they are shown; they take the place of all there were. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => ProductImageDto)
  images?: ProductImageDto[] | null;
}
