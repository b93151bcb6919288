/** What a finding is about: whose id its `subjectId` is. */
export type FindingSubject = 'variant' | 'order' | 'stripe-session' | 'checkout' | 'stripe-event' | 'promo';

/** Everything that the audit can find, by its stable code. docs/books.md explains each, and a test compares the two. */
export const FINDINGS = {
  STOCK_DIFFERS_FROM_LEDGER: { subject: 'variant', means: 'its stock is not the sum of its ledger' },
  DELETED_VARIANT_IN_LEDGER: { subject: 'variant', means: 'it was deleted, and its ledger does not add up to 0' },
  NEGATIVE_STOCK: { subject: 'variant', means: 'its stock is below zero' },
  SALES_DIFFER_FROM_ORDERS: { subject: 'variant', means: 'sold less returned is not what order lines have taken' },
  ORDER_DIFFERS_FROM_LEDGER: { subject: 'order', means: 'its lines have not taken what the ledger says it took' },
  SALE_WITHOUT_ORDER: { subject: 'stripe-session', means: 'units were sold for it, and there is no order' },
  RETURN_WITHOUT_ORDER: { subject: 'order', means: 'units came back from it, and there is no such order' },
  PAID_SESSION_WITHOUT_ORDER: { subject: 'checkout', means: 'it counts as paid, and there is no order' },
  PAID_EVENT_WITHOUT_ORDER: { subject: 'stripe-event', means: 'it reported a payment of ours, and there is no order' },
  OVERSOLD_WITHOUT_ORDER: {
    subject: 'stripe-session',
    means: 'its oversold payment is settled, and there is no order',
  },
  OVERSOLD_OVERDUE: { subject: 'stripe-session', means: 'its oversold payment should have gone back long ago' },
  HOLD_OF_ENDED_SESSION: { subject: 'checkout', means: 'it has ended, and still holds units' },
  PROMO_RESERVATIONS_DIFFER: { subject: 'promo', means: 'its reservations are not those of the sessions under way' },
  ORDER_TOTAL_DIFFERS: { subject: 'order', means: 'goods less discount plus shipping is not what was paid' },
  REFUNDED_AMOUNT_DIFFERS: { subject: 'order', means: 'what went back is not the sum of its refunds' },
  REFUNDED_IN_PART: { subject: 'order', means: 'it counts as refunded, and not all of the money went back' },
} as const satisfies Record<string, { subject: FindingSubject; means: string }>;

export type FindingCode = keyof typeof FINDINGS;

/** Two parts of the books that disagree. */
export interface Finding {
  code: FindingCode;
  subject: FindingSubject;
  subjectId: string;
  /** What each side says, in units, euro cents or rows, by name. */
  numbers: Record<string, number>;
}

/** A row as a check's SQL gives it: a code, an id, and numbers; null where a number belongs to another code. */
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
