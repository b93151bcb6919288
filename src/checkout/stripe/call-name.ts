/** The words of the paths that the shop asks for. */
const WORDS = new Set(
  'v1 checkout sessions line_items expire coupons refunds payment_intents charges events disputes balance'.split(' '),
);

/**
 * A call to Stripe by a name that has few values: `POST /v1/checkout/sessions/:id/expire`.
 * @param path as it is asked for, query included
 */
export function callName(method: string, path: string): string {
  const [plain = ''] = path.split('?');
  const words = plain.split('/').map((word) => (word === '' || WORDS.has(word) ? word : ':id'));
  return `${method} ${words.join('/')}`;
}
