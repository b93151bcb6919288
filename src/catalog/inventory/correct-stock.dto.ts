import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { EmptyIsNull, WhenGiven } from '../product-rules.js';

/** Either `stock` or `delta`. */
export class CorrectStockDto {
  /**
   * What was counted.
   * @example 12
   */
  @WhenGiven()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  stock?: number;

  /** Units to add, or below zero to take away, relative to the stock of now. */
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

  /** Refuse when the stock of now is another. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  expectedStock?: number | null;
}
