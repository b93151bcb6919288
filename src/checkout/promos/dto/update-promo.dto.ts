import { IsIn, IsString, Max, MaxLength, Min } from 'class-validator';
import { IsMoment } from '../../../common/validation/moment.js';
import type { PromoType } from '../../../prisma/client.js';
import { PromoOptionsDto } from './create-promo.dto.js';
import { WhenGiven } from '../../../common/validation/when-given.decorator.js';
import { IsNearlyInt } from './promo-decorators.js';

/** What is absent stays as it is. A promo keeps its code. */
export class UpdatePromoDto extends PromoOptionsDto {
  /** @example PERCENTAGE */
  @WhenGiven()
  @IsIn(['PERCENTAGE', 'FIXED'])
  type?: PromoType;

  /**
   * Whole percent from 1 to 100, or euro cents.
   * @example 15
   */
  @WhenGiven()
  @Max(100_000_000)
  @Min(1)
  @IsNearlyInt()
  value?: number;

  /** @example "2026-11-01T00:00:00.000Z" */
  @WhenGiven()
  @IsMoment()
  @MaxLength(40)
  @IsString()
  validFrom?: string;

  /**
   * A day, or its midnight as `T00:00:00Z` or `T00:00:00.000Z`, includes the whole day; another moment means itself.
   * @example "2099-12-31T00:00:00.000Z"
   */
  @WhenGiven()
  @IsMoment()
  @MaxLength(40)
  @IsString()
  validUntil?: string;
}
