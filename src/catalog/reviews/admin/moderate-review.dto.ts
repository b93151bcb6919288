import { IsBoolean } from 'class-validator';

export class ModerateReviewDto {
  /**
   * Shown to all, or hidden.
   * @example true
   */
  @IsBoolean()
  isApproved!: boolean;
}
