import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { WhenGiven } from '../../../common/validation/when-given.decorator.js';
import { SLUG } from '../../products/slug.js';
import { ProductFieldsDto } from './product-fields.dto.js';
import { VariantChangeDto } from './variant-change.dto.js';

/** What is absent stays as it is. */
export class UpdateProductDto extends ProductFieldsDto {
  /** @example Coffret Dresseur d’Élite Flammes */
  @WhenGiven()
  @IsString()
  @Length(1, 200)
  name?: string;

  /**
   * Its address in the shop; no other product has it.
   * @example coffret-dresseur-elite-flammes
   */
  @WhenGiven()
  @IsString()
  @MaxLength(200)
  @Matches(SLUG)
  slug?: string;

  /** @example Pokémon */
  @WhenGiven()
  @IsString()
  @Length(1, 100)
  category?: string;

  /** All there are to be: those missing are deleted, or taken out of sale when they were ever ordered. */
  @WhenGiven()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique((variant: VariantChangeDto | null) => variant?.id ?? variant)
  @ValidateNested({ each: true })
  @Type(() => VariantChangeDto)
  variants?: VariantChangeDto[];
}
