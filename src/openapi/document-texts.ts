/** What stands above the operations in Swagger UI. */
export const DESCRIPTION = `The backend of a web shop for trading cards.

To try it: \`POST /api/auth/register\`, then \`POST /api/auth/login\` with the same e-mail and password, copy the
\`accessToken\` from the answer and give it to **Authorize**. The examples fit the demo catalogue that a development
server starts with.

Every failure has one shape, \`{ error, code, details?, requestId }\`: \`error\` is a French sentence for the customer,
\`code\` is stable. Money is whole euro cents, dates are ISO 8601 in UTC.`;

/** The groups of operations, in the order they are shown. */
export const TAGS: Record<string, string> = {
  auth: 'Accounts and logins: an access token lives 15 minutes, a refresh token 7 days',
  'two-factor': 'Codes of an authenticator app at each login, with recovery codes in their place',
  users: 'The account behind the token',
  catalogue: 'Products with their variants, prices in euro cents and units on the shelf',
  reviews: 'What buyers think of a product, shown once approved',
  checkout: 'From the cart to the payment page and back; Stripe calls the webhook',
  orders: 'What was bought',
  cards: 'Card browser: sets and cards of TCGdex, in French',
  'personal data': 'What the shop knows of the account behind the token: to take away, to decide on, to delete',
  collection: 'The cards that the account has',
  offers: 'Trade offers from account to account; accepting one records an agreement, no collection changes',
  contact: 'Messages to the shop',
  administration: 'For accounts that are administrators now',
  health: 'For whoever watches over the server',
};
