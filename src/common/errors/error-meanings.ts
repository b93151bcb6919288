import type { ErrorCode } from './error-texts.js';

/** What each code means and what a client does then. Shown by Swagger UI; docs/api-errors.md has the same sentences. */
export const ERROR_MEANINGS: Record<ErrorCode, readonly [meaning: string, whatToDo: string]> = {
  // any route
  VALIDATION_ERROR: [
    'A field or query parameter breaks a rule. `error` is the first message, `details` has all',
    'Show `error`, or each `details[].msg` at its field',
  ],
  INVALID_REQUEST: ['The request is not valid HTTP. The connection is closed', 'Fix the client'],
  HEADERS_TOO_LARGE: ['The headers are over 16 KB. The connection is closed', 'Send shorter headers'],
  REQUEST_TIMEOUT: ['The request did not arrive in time. The connection is closed', 'Try again'],
  INVALID_JSON: ['The body is not valid JSON', 'Fix the request'],
  PAYLOAD_TOO_COMPLEX: [
    'The structure of body or query exceeds a bound',
    'Send less; no form of the storefront comes near',
  ],
  SUSPICIOUS_CONTENT: [
    'Prototype keys, operator objects, NUL bytes, or an attack string',
    'Show `error`; ordinary sentences pass',
  ],
  ACCESS_TOKEN_REQUIRED: ['The route needs an account, and the request has no Bearer token', 'Log in'],
  INVALID_TOKEN: [
    'The Bearer token is expired, malformed or for another purpose, or its account or session is gone',
    'Refresh the access token. If that fails, log in',
  ],
  ADMIN_ACCESS_REQUIRED: ['The account is not an administrator now', "Don't retry"],
  FORBIDDEN: ['It belongs to another account', "Don't retry"],
  OWN_MACHINE_ONLY: [
    'The sandbox, a page of development, or metrics without `METRICS_TOKEN`, requested from another machine or a foreign page',
    "Send the request from the server's machine, or set `METRICS_TOKEN`",
  ],
  ROUTE_NOT_FOUND: ['No route has this method and path', 'Fix the request'],
  PAYLOAD_TOO_LARGE: ['The body is over 1 MB', 'Send less'],
  UNSUPPORTED_MEDIA_TYPE: [
    'The body is not declared as JSON, or its encoding is unknown',
    'Send `Content-Type: application/json`',
  ],
  RATE_LIMIT_EXCEEDED: [
    'Too many requests of an account or client IP, or too many open checkout sessions or reserved units. `error` says whether an account helps',
    'Wait for `Retry-After` seconds',
  ],
  SERVICE_BUSY: [
    'More concurrent logins and registrations than the server can hash',
    'Try again after `Retry-After` seconds',
  ],
  DATABASE_UNAVAILABLE: [
    'The database is down, restarts or took too long. The change was undone, or was made and the response lost',
    'Try again after `Retry-After` seconds. An `Idempotency-Key` prevents a second purchase',
  ],
  INVALID_METRICS_TOKEN: [
    '`GET /api/metrics` without `METRICS_TOKEN` as Bearer, or with a wrong one',
    "Correct Prometheus's configuration",
  ],
  NOT_READY: [
    'Database or migrations are not ready, or the instance shuts down',
    'Use another instance, or try again after `Retry-After` seconds',
  ],
  INTERNAL_SERVER_ERROR: [
    'An unexpected error; it is logged with its stack',
    'Try again later; report the `requestId`',
  ],

  // accounts
  EMAIL_ALREADY_EXISTS: ['An account has this e-mail address', 'Log in, or use another address'],
  USERNAME_ALREADY_EXISTS: ['An account has this name, whatever its case', 'Choose another name'],
  INVALID_CREDENTIALS: [
    'Unknown e-mail or wrong password; the response does not say which',
    'Let the customer correct them',
  ],
  REFRESH_TOKEN_REQUIRED: ['No `refreshToken` in the body', 'Log in'],
  INVALID_REFRESH_TOKEN: [
    'Unknown, expired or ended. Or a rotated token was used again, which ends its session',
    'Log in',
  ],
  INVALID_OR_EXPIRED_TOKEN: [
    'The link of a mail was used, has expired or is unknown',
    'Offer a new one (`forgot-password`)',
  ],
  INVALID_CURRENT_PASSWORD: ['The current password is wrong', 'Let the customer correct it'],
  USER_NOT_FOUND: ['No account has this id', 'Drop it from the page'],
  LAST_ADMIN: ['No other administrator would remain', 'Promote another account first'],
  CARD_ALREADY_FAVORITE: ['The account has this card among its favourites', 'Nothing: it is there'],
  FAVORITE_NOT_FOUND: ["No such card among the account's favourites", 'Nothing: it is not there'],
  INVALID_PASSWORD: ['The password of a logged-in account is wrong', 'Let the customer correct it; the session stays'],
  '2FA_ALREADY_ENABLED': ['Two-factor is on', 'Nothing, or disable it first'],
  '2FA_NOT_CONFIGURED': ['There is no pending secret', '`POST /2fa/setup` first'],
  '2FA_NOT_ENABLED': ['Two-factor is off', 'Nothing'],
  CODE_REQUIRED: ['No `code` in the body', 'Ask for it'],
  CREDENTIALS_REQUIRED: ['No `code` or no `password` in the body', 'Ask for both'],
  INVALID_CODE: [
    'The two-factor code is wrong, of another time, or already used',
    'Let the customer wait for the next one',
  ],
  INVALID_2FA_CODE: ['The same at a login with the right password', 'Let the customer wait for the next one'],

  // catalogue
  PRODUCT_NOT_FOUND: ['No such product', 'Drop it from the page'],
  VARIANT_NOT_FOUND: [
    'No such variant, or it is not for sale; 400 when it is a line of a cart',
    'Drop it from the cart or page',
  ],
  SKU_ALREADY_EXISTS: [
    'Another variant has this SKU, in any case, also one that is out of sale',
    'Choose another SKU, or clear that of the other variant',
  ],
  SLUG_ALREADY_EXISTS: ['Another product has this slug', 'Choose another slug'],
  STALE_STOCK: ['The stock changed since the form was loaded', 'Read the product again and repeat the change'],
  PRODUCT_HAS_ORDERS: [
    "It has orders or reservations and can't be deleted",
    'Take its variants out of sale (`isActive: false`)',
  ],
  PURCHASE_REQUIRED: [
    'No confirmed, shipped or delivered order of the account has the product',
    'Offer no review; check `GET /api/reviews/can-review/:productId` first',
  ],
  REVIEW_ALREADY_EXISTS: ['The account has reviewed the product', 'Change that review'],
  REVIEW_NOT_FOUND: ['No such review', 'Drop it from the page'],

  // uploads
  NO_FILES: ['No file in the field `images` or `file`', 'Choose some'],
  TOO_MANY_FILES: ['Too many files: ten pictures, or one CSV file', 'Send the others in another request'],
  FILE_TOO_LARGE: [
    'A picture over 5 MB or of more than 51 million pixels, or a CSV file over 32 MB',
    'Make it smaller; no file was stored',
  ],
  UNSUPPORTED_IMAGE_TYPE: [
    'Not a JPEG, PNG, GIF or WebP by its bytes, or a broken one',
    'Save it as one of these; no file was stored',
  ],
  INVALID_CSV: [
    'A CSV file breaks a rule. `details` has row and column of up to 100 problems. Nothing was written',
    'Show `details`; correct the file',
  ],
  INVALID_MULTIPART: ['The body is not valid `multipart/form-data`', 'Fix the request'],
  FILE_NOT_FOUND: ['No upload has this name', 'Drop it from the page'],
  FILE_IN_USE: ['A product shows this picture', 'Take it out of the product first'],

  // checkout and orders
  INVALID_SHIPPING_METHOD: ['No such shipping method', 'Offer those that exist'],
  COUNTRY_NOT_SERVED: ['The shop does not deliver there', 'Ask for another address'],
  QUANTITY_TOO_LARGE: ['More than 500 units in all', 'Split the order'],
  DUPLICATE_ITEMS: ['A variant is in the cart twice', 'Add the quantities up'],
  INVALID_REDIRECT_URL: [
    '`successUrl` or `cancelUrl` is not on an allowed origin, or has a backslash, a control character or one beyond ASCII',
    'Use an allowed one (`ALLOWED_REDIRECT_DOMAINS`)',
  ],
  AMOUNT_TOO_SMALL: ["Under Stripe's minimum of 0,50 €", 'Add an item'],
  AMOUNT_TOO_LARGE: ["Over Stripe's maximum", 'Split the order'],
  INSUFFICIENT_STOCK: [
    "Fewer units left than requested; `details` names the variants. Only Stripe gets 500: a paid session that can't become an order yet",
    'Lower the quantities',
  ],
  IDEMPOTENCY_KEY_TOO_SHORT: ['The `Idempotency-Key` of a guest has fewer than 16 characters', 'Use a random key'],
  IDEMPOTENCY_KEY_REUSED: ['The `Idempotency-Key` was used with another cart or refund', 'Use a new key'],
  PROMO_NOT_FOUND: ['No such promo code; 400 at `create-session`', 'Remove it, or let the customer correct it'],
  PROMO_INACTIVE: ['The promo code is switched off', 'Remove it'],
  PROMO_EXPIRED: ['It has expired, or is not valid yet', 'Remove it'],
  MIN_PURCHASE_NOT_MET: [
    'It needs more goods than the cart has; `error` says how much',
    'Let the customer add an item, or remove the code',
  ],
  PROMO_LIMIT_REACHED: ['Orders or open checkout sessions took all its uses', 'Remove it; a use may become free'],
  PROMO_ALREADY_EXISTS: ['Another promo has this code, in any case', 'Choose another code'],
  CHECKOUT_SUPERSEDED: [
    'The account opened a newer checkout session meanwhile',
    'Create a new one, or use the newer one',
  ],
  PAYMENT_UNAVAILABLE: [
    'Stripe does not respond, or refuses. Nothing was changed. The shop repeats a refund request without a response',
    'Try again after `Retry-After` seconds, with the same `Idempotency-Key`',
  ],
  INVALID_SIGNATURE: [
    "The webhook's signature does not fit its body, or is older than five minutes",
    'Check `STRIPE_WEBHOOK_SECRET`',
  ],
  INVALID_EVENT: ["Signed with the webhook's secret, but not a Stripe event", 'Find out who else has the secret'],
  INVALID_SESSION_ID: ['Not a valid Checkout Session id', 'Fix the link'],
  SESSION_NOT_FOUND: [
    "Stripe knows no such session, or it is not this shop's. Or the account has no such auth session",
    'Fix the link',
  ],
  PAYMENT_NOT_COMPLETED: ['The session is open, unpaid or expired', 'Keep the cart and let the customer pay'],
  ORDER_REFUNDED: ['Paid, but the goods were gone: the payment is refunded', 'Tell the customer'],
  ORDER_NOT_FOUND: ["No such order, or another account's", "Don't retry"],
  INVALID_TRACKING_TOKEN: ['The link of a mail is too old, or for another order', 'Let the customer log in'],
  ORDER_ACCESS_DENIED: [
    'Neither a tracking token nor a valid Bearer',
    'Log in, or open the link of the latest mail about the order',
  ],
  INVALID_STATUS_TRANSITION: [
    "The order's state does not allow it, or its refund is under way",
    'Read the order again',
  ],
  ORDER_DISPUTED: [
    "The buyer's bank contests the payment, or won. The order has not been shipped",
    'Answer the dispute, or send `force: true` to ship all the same',
  ],
  ORDER_UNDER_REVIEW: [
    "Stripe reviews the payment, or the card's bank reports fraud. The order has not been shipped",
    'Look at the payment at Stripe, or send `force: true`',
  ],
  REFUND_TOO_LARGE: [
    'More money or units of a line than are left to refund, or more units than are out of stock',
    'Read the order again and ask for less',
  ],
  EVENT_NOT_FOUND: ['No Stripe event with this id was received', 'Correct the id'],
  EVENT_NOT_IN_REVIEW: ['Only an event with the status `REVIEW` can be dismissed', 'Read the event again'],
  EVENT_PAYLOAD_GONE: ["The event's content was deleted, so it can't be replayed", 'Run `npm run reconcile`'],

  // personal data
  NO_DATA: ['None of the consents that could be set is in the body', 'Send at least one'],
  ADMIN_CANNOT_DELETE: [
    "Administrators can't delete their accounts",
    'Have another administrator take the rights away first',
  ],
  NO_DELETE_REQUEST: ['No deletion of this account is pending', 'Nothing; it stays'],

  // card browser
  INVALID_SET_ID: ['Not a valid set id', 'Fix the request'],
  SET_NOT_FOUND: ['TCGdex knows no such set', 'Drop it from the page'],
  TRADE_UNAVAILABLE: ['TCGdex fails and there is no stale response', 'Try again after `Retry-After` seconds'],

  // collections and trade offers
  ITEM_NOT_FOUND: ["No such item in any collection; another account's is `FORBIDDEN`", 'Drop it from the page'],
  INVALID_RECEIVER: ['The receiver is the sender', 'Choose another account'],
  RECEIVER_NOT_FOUND: ['No account has this id or username', 'Let the customer correct it'],
  TOO_MANY_PENDING_OFFERS: ['20 offers to this user are pending', 'Wait for one, or cancel one'],
  OFFER_NOT_FOUND: ['No such offer; one between two other accounts is `FORBIDDEN`', 'Drop it from the page'],
  OFFER_NOT_PENDING: ['It was already accepted, rejected or cancelled', 'Read the offer again'],
};
