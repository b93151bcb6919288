/** The text above the operations in Swagger UI. */
export const DESCRIPTION = `The backend of a web shop for trading cards.

To try it: \`POST /api/auth/register\`, then **Authorize** with the same e-mail and password. The examples work on the
demo catalogue of a development server.

Every failure is \`{ error, code, details?, requestId }\`: \`error\` is a French sentence for the customer, \`code\` is
stable. Money is whole euro cents, dates are ISO 8601 in UTC.`;

/** The groups of operations, in the order they are shown. */
export const TAGS: Record<string, string> = {
  auth: 'Accounts and sessions: access tokens for 15 minutes, refresh tokens for 7 days',
  account: 'The account of the token: profile, password, favourite cards',
  catalogue: 'Products and their variants, with prices in euro cents and stock',
  checkout: 'From the cart to Stripe Checkout and back; Stripe calls the webhook',
  orders: 'Orders of the account, and order tracking',
  cards: 'Card browser: sets and cards from TCGdex, in French',
  collection: 'Cards that the account owns',
  'trade offers': 'Cards for cards between accounts; accepting one records an agreement, no collection changes',
  reviews: 'Reviews by buyers, shown after approval',
  'two-factor': 'Codes of an authenticator app at each login; recovery codes replace them',
  'personal data': 'Export, consent and deletion of the account’s personal data',
  contact: 'Messages to the shop',
  'admin: orders': 'Back office: ship, deliver, cancel and refund orders',
  'admin: products': 'Back office: products, their pictures and variants',
  'admin: pictures': 'Back office: pictures to show with products',
  'admin: stock': 'Back office: what runs low, corrections, and the consistency check',
  'admin: promo codes': 'Back office: discounts for codes',
  'admin: reviews': 'Back office: approve and delete reviews',
  'admin: accounts': 'Back office: customers and administrators',
  'admin: figures': 'Back office: dashboard and sales report',
  'admin: Stripe events': 'Back office: what Stripe sent, and another try for what failed',
  'admin: audit log': 'Back office: who changed what',
  operations: 'For machines: health checks and metrics',
};
