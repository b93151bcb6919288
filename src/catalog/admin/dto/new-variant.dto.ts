import { IsBoolean, IsInt, IsString, Length, Max, Min } from 'class-validator';
import { MAX_PRICE_CENTS, MAX_STOCK, WhenGiven } from '../../product-rules.js';
import { VariantFieldsDto } from './variant-fields.dto.js';

export class NewVariantDto extends VariantFieldsDto {
  /**
   * `Standard` where there is but one.
   * @example Standard
   */
  @IsString()
  @Length(1, 200)
  name!: string;

  /**
   * In euro cents.
   * @example 5490
   */
  @IsInt()
  @Min(1)
  @Max(MAX_PRICE_CENTS)
  priceCents!: number;

  /** @example 12 */
  @WhenGiven()
  @IsInt()
  @Min(0)
  @Max(MAX_STOCK)
  stock: number = 0;

  /** For sale. */
  @WhenGiven()
  @IsBoolean()
  isActive: boolean = true;
}
