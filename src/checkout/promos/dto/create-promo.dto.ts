import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import { IsMoment } from '../../../common/validation/moment.js';
import type { PromoType } from '../../../generated/sqlite/client.js';
import { RoundedOrNull, UpperCase, WhenGiven } from './promo-decorators.js';

/** What a promo may do without; `''` and null mean none. Amounts are rounded to the nearest cent. */
export class PromoOptionsDto {
  /**
   * The goods that it asks for, in euro cents.
   * @example 3000
   */
  @RoundedOrNull()
  @IsOptional()
  @Max(100_000_000)
  @Min(0)
  @IsInt()
  minPurchase?: number | null;

  /**
   * The most that it takes off, in euro cents.
   * @example 2000
   */
  @RoundedOrNull()
  @IsOptional()
  @Max(100_000_000)
  @Min(1)
  @IsInt()
  maxDiscount?: number | null;

  /**
   * Uses at most; open payment pages count.
   * @example 100
   */
  @RoundedOrNull()
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
   * Kept in upper case.
   * @example BIENVENUE10
   */
  @UpperCase()
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
  @RoundedOrNull()
  @Max(100_000_000)
  @Min(1)
  @IsInt()
  value!: number;

  /** @example "2026-11-01T00:00:00.000Z" */
  @IsMoment()
  @MaxLength(40)
  @IsString()
  validFrom!: string;

  /**
   * Midnight UTC stands for the whole day.
   * @example "2099-12-31T00:00:00.000Z"
   */
  @IsMoment()
  @MaxLength(40)
  @IsString()
  validUntil!: string;
}
