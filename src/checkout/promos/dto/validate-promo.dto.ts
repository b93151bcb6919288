import { IsInt, IsString, Length, Max, Min } from 'class-validator';
import { UpperCase } from './promo-decorators.js';

export class ValidatePromoDto {
  /**
   * In any case.
   * @example BIENVENUE10
   */
  @UpperCase()
  @Length(1, 50)
  @IsString()
  code!: string;

  /**
   * The goods without shipping, in euro cents.
   * @example 5490
   */
  @Max(1_000_000_000)
  @Min(0)
  @IsInt()
  totalCents!: number;
}
