/** Of one article. */
export const MAX_PER_LINE = 100;
/** Of all articles together. */
export const MAX_UNITS = 500;
export const MAX_LINES = 50;

/** Stripe's smallest charge in euros: docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
export const MIN_TOTAL_CENTS = 50;
/** Stripe's largest: eight digits (same page). */
export const MAX_TOTAL_CENTS = 99_999_999;

/** What a column of the database takes. */
export const LARGEST_INTEGER = 2 ** 31 - 1;

export const CURRENCY = 'eur';
