import type { PromoType } from '../../generated/sqlite/client.js';
import {
  MinPurchaseNotMetError,
  PromoExpiredError,
  PromoInactiveError,
  PromoLimitReachedError,
  type PromoRefusedError,
} from './promos.errors.js';

/** What a code takes off. */
export interface PromoTerms {
  type: PromoType;
  /** Whole percent or euro cents, by `type`. */
  value: number;
  /** Euro cents. */
  maxDiscount: number | null;
}

/** What a code asks for. */
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

const DAY_MS = 24 * 60 * 60 * 1000;

/** Codes are kept in upper case, and typed in any. */
export function promoCode(typed: string): string {
  return typed.trim().toUpperCase();
}

/** @returns euro cents, from 0 to `goodsCents`: a discount never touches the shipping */
export function discountOf({ type, value, maxDiscount }: PromoTerms, goodsCents: number): number {
  const wanted = type === 'PERCENTAGE' ? Math.floor((goodsCents * value) / 100) : value;
  return Math.min(wanted, maxDiscount ?? wanted, goodsCents);
}

/**
 * Why a code can't be used. The guarded statement in `PromosService.reserve` asks the same in SQL: change both.
 * @param uses paid ones and those of open sessions that count against the limit
 * @returns null when it can
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

/** Forms send the chosen day as its midnight in UTC, and the last day counts: then its last millisecond is meant. */
export function lastMomentOf(validUntil: Date): Date {
  return validUntil.getTime() % DAY_MS === 0 ? new Date(validUntil.getTime() + DAY_MS - 1) : validUntil;
}
