import { parsedUrl, SESSION_ID } from '../../config/checkout.config.js';
import { isLocalOrigin } from '../../config/hosts.js';
import { InvalidRedirectUrlError } from '../rules/checkout.errors.js';

/** Characters that parsers read differently: a backslash (`https://a.test\\@b.test`), control characters, non-ASCII. */
const UNCLEAR = /[^\x20-\x7e]|\\/;

/**
 * @param origins exact origins: `https://shop.example.evil.com` is not one of them
 * @param allowsLocal whether every port of this machine is allowed too
 * @returns the URL as parsed here, so that Stripe and browsers read the same one
 * @throws InvalidRedirectUrlError unless it is an absolute http(s) URL on one of the origins
 */
export function checkRedirectUrl(given: string, origins: readonly string[], allowsLocal = false): string {
  if (UNCLEAR.test(given) || !URL.canParse(given)) throw new InvalidRedirectUrlError();
  const url = new URL(given);
  const plain = url.username === '' && url.password === '' && /^https?:$/.test(url.protocol);
  const isAllowed = origins.includes(url.origin) || (allowsLocal && isLocalOrigin(url.origin));
  if (!plain || !isAllowed) throw new InvalidRedirectUrlError();
  return parsedUrl(given);
}

/** The success URL that Stripe would redirect the buyer to. */
export function fillSessionId(successUrl: string, stripeSessionId: string): string {
  return successUrl.replaceAll(SESSION_ID, stripeSessionId);
}
