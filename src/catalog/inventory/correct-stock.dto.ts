import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { EmptyIsNull } from '../../common/validation/empty-is-null.decorator.js';
import { WhenGiven } from '../../common/validation/when-given.decorator.js';

/** Either `stock` or `delta`. */
export class CorrectStockDto {
  /**
   * The counted units.
   * @example 12
   */
  @WhenGiven()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  stock?: number;

  /** Units to add, or below zero to take away, relative to the current stock. */
  @WhenGiven()
  @IsInt()
  @Min(-1000000)
  @Max(1_000_000)
  delta?: number;

  /** @example Inventaire de novembre */
  @EmptyIsNull()
  @IsOptional()
  @IsString()
  @MaxLength(200)
  reason?: string | null;

  /** Refuse when the current stock differs. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  expectedStock?: number | null;
}
