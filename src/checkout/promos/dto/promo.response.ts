import type { PaginationResponse } from '../../../common/pagination/pagination.response.js';
import type { Promo, PromoType } from '../../../generated/sqlite/client.js';

export class PromoQuoteResponse {
  /** Always true: a code that can't be used is a failure. */
  valid!: boolean;
  /** In upper case. */
  code!: string;
  type!: PromoType;
  /** In euro cents. */
  discountCents!: number;
  /** The goods less the discount, in euro cents. */
  finalAmountCents!: number;
}

export class PromoResponse {
  id!: string;
  code!: string;
  type!: PromoType;
  /** Whole percent, or euro cents. */
  value!: number;
  /** In euro cents. */
  minPurchase!: number | null;
  /** In euro cents. */
  maxDiscount!: number | null;
  usageLimit!: number | null;
  /** Uses that were paid. */
  usedCount!: number;
  validFrom!: Date;
  /** The last moment, included. */
  validUntil!: Date;
  isActive!: boolean;
  createdAt!: Date;
  updatedAt!: Date;
}

export class PromoListResponse {
  promos!: PromoResponse[];
  pagination!: PaginationResponse;
}

export class PromoDetailResponse {
  promo!: PromoResponse;
}

export function toPromoResponse(promo: Promo): PromoResponse {
  const { id, code, type, value, minPurchase, maxDiscount, usageLimit, usedCount } = promo;
  const { validFrom, validUntil, isActive, createdAt, updatedAt } = promo;
  return {
    ...{ id, code, type, value, minPurchase, maxDiscount, usageLimit, usedCount },
    ...{ validFrom, validUntil, isActive, createdAt, updatedAt },
  };
}
