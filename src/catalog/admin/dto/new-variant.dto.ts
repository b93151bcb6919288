import { IsBoolean, IsInt, IsString, Length, Max, Min } from 'class-validator';
import { WhenGiven } from '../../../common/validation/when-given.decorator.js';
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
  @Max(10_000_000)
  priceCents!: number;

  /** @example 12 */
  @WhenGiven()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  stock?: number = 0;

  /** For sale. */
  @WhenGiven()
  @IsBoolean()
  isActive?: boolean = true;
}
