import type { PaginationResponse } from '../../../common/pagination/pagination.response.js';
import type { Promo, PromoType } from '../../../prisma/client.js';

export class PromoQuoteResponse {
  /** Always true: a code that can't be used is a failure. @example true */
  valid!: boolean;
  /** In upper case. @example "BIENVENUE10" */
  code!: string;
  /** @example "PERCENTAGE" */
  type!: PromoType;
  /** In euro cents. @example 549 */
  discountCents!: number;
  /** The goods less the discount, in euro cents. @example 4941 */
  finalAmountCents!: number;
}

export class PromoResponse {
  /** @example "demo-promo" */
  id!: string;
  /** @example "BIENVENUE10" */
  code!: string;
  /** @example "PERCENTAGE" */
  type!: PromoType;
  /** Whole percent, or euro cents. @example 10 */
  value!: number;
  /** In euro cents. */
  minPurchase!: number | null;
  /** In euro cents. */
  maxDiscount!: number | null;
  usageLimit!: number | null;
  /** Uses that were paid. @example 1 */
  usedCount!: number;
  validFrom!: Date;
  /** The last moment, included. */
  validUntil!: Date;
  /** @example true */
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
