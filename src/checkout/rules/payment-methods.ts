/**
 * Methods whose money is certain hours or days after the buyer is done:
 * docs.stripe.com/payments/payment-methods#payment-notification
 */
const DELAYED = new Set([
  'acss_debit',
  'au_becs_debit',
  'bacs_debit',
  'boleto',
  'customer_balance',
  'konbini',
  'multibanco',
  'nz_bank_account',
  'oxxo',
  'payto',
  'sepa_debit',
  'sofort',
  'us_bank_account',
]);

/** The last units of an article must not wait days for money that may not come. */
const LAST_UNITS = 3;

/**
 * @param configured Stripe's names
 * @param unitsLeft the fewest free units of an article after the cart
 * @returns the methods that the cart's session offers, at least one
 */
export function offeredMethods(configured: readonly string[], unitsLeft: number): readonly string[] {
  if (unitsLeft > LAST_UNITS) return configured;
  const immediate = configured.filter((method) => !DELAYED.has(method));
  return immediate.length > 0 ? immediate : ['card'];
}
