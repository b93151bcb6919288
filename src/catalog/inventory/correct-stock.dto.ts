import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { EmptyIsNull, MAX_STOCK, WhenGiven } from '../product-rules.js';

/** Either `stock` or `delta`. */
export class CorrectStockDto {
  /**
   * What was counted.
   * @example 12
   */
  @WhenGiven()
  @IsInt()
  @Min(0)
  @Max(MAX_STOCK)
  stock?: number;

  /** Units to add, or below zero to take away, relative to the stock of now. */
  @WhenGiven()
  @IsInt()
  @Min(-MAX_STOCK)
  @Max(MAX_STOCK)
  delta?: number;

  /** @example Inventaire de novembre */
  @EmptyIsNull()
  @IsOptional()
  @IsString()
  @MaxLength(200)
  reason?: string | null;

  /** Refuse when the stock of now is another. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_STOCK)
  expectedStock?: number | null;
}
