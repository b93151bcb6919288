/** The fixed words of the paths that the shop calls. */
const WORDS = new Set(
  'v1 checkout sessions line_items expire coupons refunds payment_intents charges events disputes balance account radar early_fraud_warnings reviews'.split(
    ' ',
  ),
);

/**
 * A call to Stripe by a name with few values: `POST /v1/checkout/sessions/:id/expire`.
 * @param path as requested, query included
 */
export function callName(method: string, path: string): string {
  const [plain = ''] = path.split('?');
  const words = plain.split('/').map((word) => (word === '' || WORDS.has(word) ? word : ':id'));
  return `${method} ${words.join('/')}`;
}
