import { InvalidRedirectUrlError } from '../checkout.errors.js';

/** What Stripe replaces by its session id: docs.stripe.com/payments/checkout/custom-success-page */
const SESSION_ID = '{CHECKOUT_SESSION_ID}';

/**
 * @param origins exact ones: a look-alike such as `https://shop.example.evil.com` shares no origin with us
 * @throws InvalidRedirectUrlError for anything that isn't an absolute http(s) address on one of them
 */
export function checkRedirectUrl(address: string, origins: readonly string[]): string {
  if (!URL.canParse(address)) throw new InvalidRedirectUrlError();
  const url = new URL(address);
  const plain = url.username === '' && url.password === '' && /^https?:$/.test(url.protocol);
  if (!plain || !origins.includes(url.origin)) throw new InvalidRedirectUrlError();
  return address;
}

/** The address that Stripe would send a buyer to who has paid. */
export function fillSessionId(address: string, stripeSessionId: string): string {
  return address.replaceAll(SESSION_ID, stripeSessionId);
}
