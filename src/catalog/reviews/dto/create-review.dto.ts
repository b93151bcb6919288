import { IsInt, Matches, Max, Min } from 'class-validator';
import { ReviewTextsDto } from './review-texts.dto.js';

export class CreateReviewDto extends ReviewTextsDto {
  /** @example demo-etb-flammes */
  @Matches(/^[A-Za-z0-9_-]{1,64}$/)
  productId!: string;

  /** @example 5 */
  @Max(5)
  @Min(1)
  @IsInt()
  rating!: number;
}
