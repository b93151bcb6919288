/** What kind of id `subjectId` is. */
export type FindingSubject = 'variant' | 'order' | 'stripe-session' | 'checkout' | 'stripe-event' | 'promo';

/** All findings by their stable code. docs/consistency.md explains each; a test compares the two. */
export const FINDINGS = {
  STOCK_DIFFERS_FROM_LEDGER: { subject: 'variant', means: 'its stock is not the sum of its ledger' },
  DELETED_VARIANT_IN_LEDGER: { subject: 'variant', means: 'it was deleted, and its ledger does not add up to 0' },
  NEGATIVE_STOCK: { subject: 'variant', means: 'its stock is below zero' },
  SALES_DIFFER_FROM_ORDERS: { subject: 'variant', means: 'units sold minus returned differ from its order lines' },
  ORDER_DIFFERS_FROM_LEDGER: { subject: 'order', means: 'its lines differ from its ledger rows' },
  SALE_WITHOUT_ORDER: { subject: 'stripe-session', means: 'units were sold for it, and it has no order' },
  RETURN_WITHOUT_ORDER: { subject: 'order', means: 'units came back from it, and there is no such order' },
  PAID_SESSION_WITHOUT_ORDER: { subject: 'checkout', means: 'it counts as paid, and has no order' },
  PAID_EVENT_WITHOUT_ORDER: {
    subject: 'stripe-event',
    means: 'it reported a payment of this shop, and there is no order',
  },
  OVERSOLD_WITHOUT_ORDER: {
    subject: 'stripe-session',
    means: 'its oversold payment is resolved, and it has no order',
  },
  OVERSOLD_OVERDUE: { subject: 'stripe-session', means: 'the refund of its oversold payment is overdue' },
  HOLD_OF_ENDED_SESSION: { subject: 'checkout', means: 'it has ended, and still reserves units' },
  PROMO_RESERVATIONS_DIFFER: { subject: 'promo', means: 'its reservations differ from the open sessions' },
  ORDER_TOTAL_DIFFERS: { subject: 'order', means: 'goods less discount plus shipping is not what was paid' },
  REFUNDED_AMOUNT_DIFFERS: { subject: 'order', means: 'the refunded amount is not the sum of its refunds' },
  REFUNDED_IN_PART: { subject: 'order', means: 'it counts as refunded, but not in full' },
  LOST_AMOUNT_DIFFERS: { subject: 'order', means: 'the lost amount is not the sum of its lost disputes' },
} as const satisfies Record<string, { subject: FindingSubject; means: string }>;

export type FindingCode = keyof typeof FINDINGS;

/** Two records that disagree. */
export interface Finding {
  code: FindingCode;
  subject: FindingSubject;
  subjectId: string;
  /** The compared values by name, in units, euro cents or rows. */
  numbers: Record<string, number>;
}

/** A row of a check's SQL: a code, an id, and numbers; null where a number belongs to another code. */
export type FindingRow = { code: FindingCode; subjectId: string } & Record<string, unknown>;

export function toFinding({ code, subjectId, ...numbers }: FindingRow): Finding {
  const own = Object.entries(numbers).filter(([, value]) => value !== null);
  const named = own.map(([name, value]) => [name, Number(value)] as const);
  return { code, subject: FINDINGS[code].subject, subjectId, numbers: Object.fromEntries(named) };
}

/** @example `NEGATIVE_STOCK variant cm1: its stock is below zero (stock -1)` */
export function toLine({ code, subject, subjectId, numbers }: Finding): string {
  const sides = Object.entries(numbers).map(([name, value]) => `${name} ${value}`);
  return `${code} ${subject} ${subjectId}: ${FINDINGS[code].means}${sides.length ? ` (${sides.join(', ')})` : ''}`;
}
