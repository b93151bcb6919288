import { IsInt, IsString, Length, Max, Min } from 'class-validator';
import { IsTypedCode } from './promo-decorators.js';

export class ValidatePromoDto {
  /**
   * In any case, with or without spaces.
   * @example BIENVENUE10
   */
  @IsTypedCode()
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
