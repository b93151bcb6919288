import { IsInt, Max, Min } from 'class-validator';
import { WhenGiven } from '../../../common/validation/when-given.decorator.js';
import { ReviewTextsDto } from './review-texts.dto.js';

/** What is absent stays as it is, `''` clears. */
export class UpdateReviewDto extends ReviewTextsDto {
  /** @example 4 */
  @WhenGiven()
  @Max(5)
  @Min(1)
  @IsInt()
  rating?: number;
}
