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
import { SLUG } from '../../products/slug.js';
import { NewVariantDto } from './new-variant.dto.js';
import { ProductFieldsDto } from './product-fields.dto.js';

/** A product with at least one variant. */
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
  @MaxLength(200)
  @Matches(SLUG)
  slug!: string;

  /** @example Pokémon */
  @IsString()
  @Length(1, 100)
  category!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => NewVariantDto)
  variants!: NewVariantDto[];
}
