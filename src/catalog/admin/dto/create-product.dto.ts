import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { MAX_VARIANTS } from '../../product-rules.js';
import { SLUG, SLUG_MAX } from '../../products/slug.js';
import { NewVariantDto } from './new-variant.dto.js';
import { ProductFieldsDto } from './product-fields.dto.js';

export class CreateProductDto extends ProductFieldsDto {
  /** @example "Coffret Dresseur d’Élite Tempête" */
  @IsString()
  @Length(1, 200)
  name!: string;

  /**
   * Its address in the shop; no other product has it.
   * @example coffret-dresseur-elite-tempete
   */
  @IsString()
  @MaxLength(SLUG_MAX)
  @Matches(SLUG)
  slug!: string;

  /** @example Pokémon */
  @IsString()
  @Length(1, 100)
  category!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_VARIANTS)
  @ValidateNested({ each: true })
  @Type(() => NewVariantDto)
  variants!: NewVariantDto[];
}
