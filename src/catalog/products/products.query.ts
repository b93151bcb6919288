import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { pageQuery, QueryInt, QueryText } from '../../common/pagination/page.query.js';
import { EmptyIsAbsent } from '../../common/validation/empty-is-absent.decorator.js';
import { SORTS, type ProductSort } from './find-products.js';
import { KnownParametersOnly } from '../../common/validation/known-parameters.js';

/** Filters of variants count together: one variant for sale must meet all that are given. */
@KnownParametersOnly()
export class ProductsQuery extends pageQuery(12, 500) {
  /**
   * Exactly this category.
   * @example Pokémon
   */
  @QueryText()
  category?: string;

  /**
   * In name or description, whatever its case, accents and punctuation; its first 100 characters count.
   * @example flammes
   */
  @QueryText()
  search?: string;

  /** Newest first unless given. By price: the cheapest variant for sale counts; products without one come last. */
  @ApiPropertyOptional({ enum: SORTS, default: 'newest' })
  @EmptyIsAbsent()
  @IsOptional()
  @IsIn(SORTS)
  sort?: ProductSort;

  /** With a variant for sale at this price or more, in euro cents. */
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 2147483647 })
  @QueryInt(0, 2147483647)
  minPriceCents?: number;

  /** With a variant for sale at this price or less, in euro cents. */
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 2147483647 })
  @QueryInt(0, 2147483647)
  maxPriceCents?: number;

  /** `true`: with units in stock; `false`: without. */
  @EmptyIsAbsent()
  @IsOptional()
  @IsIn(['true', 'false'])
  inStock?: 'true' | 'false';

  /**
   * With a variant for sale in this language, by its code or name: `fr` and `Français` are the same.
   * @example Français
   */
  @QueryText()
  language?: string;
}
