import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import { IsMoment } from '../../../common/validation/moment.js';
import type { PromoType } from '../../../prisma/client.js';
import { EmptyIsNull } from '../../../common/validation/empty-is-null.decorator.js';
import { WhenGiven } from '../../../common/validation/when-given.decorator.js';
import { CentsOrNone, IsNearlyInt, IsTypedCode } from './promo-decorators.js';

/** Optional fields; `''` and null mean none. Amounts are whole cents, float noise is rounded. */
export class PromoOptionsDto {
  /**
   * Minimum price of the goods, in euro cents.
   * @example 3000
   */
  @CentsOrNone()
  @IsOptional()
  @Max(100_000_000)
  @Min(0)
  @IsInt()
  minPurchase?: number | null;

  /**
   * Maximum discount, in euro cents.
   * @example 2000
   */
  @CentsOrNone()
  @IsOptional()
  @Max(100_000_000)
  @Min(1)
  @IsInt()
  maxDiscount?: number | null;

  /**
   * Maximum number of uses; open checkout sessions count.
   * @example 100
   */
  @EmptyIsNull()
  @IsOptional()
  @Max(1_000_000_000)
  @Min(1)
  @IsInt()
  usageLimit?: number | null;

  /** A code that is switched off can't be used; absent, a new one is on. */
  @WhenGiven()
  @IsBoolean()
  isActive?: boolean;
}

export class CreatePromoDto extends PromoOptionsDto {
  /**
   * Kept in upper case, without spaces.
   * @example RENTREE10
   */
  @IsTypedCode()
  @Length(1, 50)
  @IsString()
  code!: string;

  /** @example PERCENTAGE */
  @IsIn(['PERCENTAGE', 'FIXED'])
  type!: PromoType;

  /**
   * Whole percent from 1 to 100, or euro cents.
   * @example 10
   */
  @Max(100_000_000)
  @Min(1)
  @IsNearlyInt()
  value!: number;

  /** @example "2026-11-01T00:00:00.000Z" */
  @IsMoment()
  @MaxLength(40)
  @IsString()
  validFrom!: string;

  /**
   * A day, or its midnight as `T00:00:00Z` or `T00:00:00.000Z`, includes the whole day; another moment means itself.
   * @example "2099-12-31T00:00:00.000Z"
   */
  @IsMoment()
  @MaxLength(40)
  @IsString()
  validUntil!: string;
}
