import type { PromoType } from '../../prisma/client.js';
import {
  MinPurchaseNotMetError,
  PromoExpiredError,
  PromoInactiveError,
  PromoLimitReachedError,
  type PromoRefusedError,
} from './promos.errors.js';

/** The discount of a code. */
export interface PromoTerms {
  type: PromoType;
  /** Whole percent or euro cents, by `type`. */
  value: number;
  /** Euro cents. */
  maxDiscount: number | null;
}

/** The conditions of a code. */
export interface PromoConditions {
  isActive: boolean;
  validFrom: Date;
  /** The last moment, included. */
  validUntil: Date;
  /** Euro cents of goods. */
  minPurchase: number | null;
  usageLimit: number | null;
  usedCount: number;
  reservedCount: number;
}

/** @returns euro cents, from 0 to `goodsCents`: a discount never touches the shipping */
export function discountOf({ type, value, maxDiscount }: PromoTerms, goodsCents: number): number {
  const wanted = type === 'PERCENTAGE' ? Math.floor((goodsCents * value) / 100) : value;
  return Math.min(wanted, maxDiscount ?? wanted, goodsCents);
}

/**
 * Why a code cannot be used. `PromosService.reserve` has the same conditions in SQL: change both.
 * @param uses paid ones and those of open sessions that count against the limit
 * @returns null when it can be used
 */
export function refusalOf(
  promo: PromoConditions,
  goodsCents: number,
  now: Date,
  uses = promo.usedCount + promo.reservedCount,
): PromoRefusedError | null {
  if (!promo.isActive) return new PromoInactiveError();
  if (now < promo.validFrom || now > promo.validUntil) return new PromoExpiredError();
  if (promo.minPurchase !== null && goodsCents < promo.minPurchase)
    return new MinPurchaseNotMetError(promo.minPurchase);
  if (promo.usageLimit !== null && uses >= promo.usageLimit) return new PromoLimitReachedError();
  return null;
}

/** A day, or its midnight as the storefront's form writes it. */
const DAY = /^(\d{4}-\d{2}-\d{2})(T00:00:00(\.000)?Z)?$/;

/** The last moment of a promo: of a day that was chosen, its last millisecond in UTC; of anything else, that moment. */
export function lastMomentOf(validUntil: string): Date {
  const day = DAY.exec(validUntil)?.[1];
  return new Date(day ? `${day}T23:59:59.999Z` : validUntil);
}

/** Far more than multiplying euros by 100 may add to an amount, and far less than a part of a cent that was meant. */
const NOISE = 1e-6;

/** The storefront multiplies euros by 100: 434.99999999999994 means 435. What is no whole number stays as it is. */
export function withoutFloatNoise(cents: number): number {
  const whole = Math.round(cents);
  return Math.abs(cents - whole) < NOISE ? whole : cents;
}
