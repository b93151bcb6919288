import { sha256 } from '../../common/secrets/sha256.js';
import type { CartLine } from '../rules/cart.js';

/** The fields of a request that are hashed. */
export interface HashedRequest {
  items: readonly CartLine[];
  customerEmail?: string;
  promoCode?: string;
  successUrl?: string;
  cancelUrl?: string;
  shipping?: object;
  shippingMethodCode?: string;
}

/** A guest is the e-mail address of the request or, without one, the hash of the client IP. */
export type Caller = { userId: string } | { guest: string };

export interface IdempotencyHashes {
  /** Caller and key: an equal key of another caller is another key. */
  key: string;
  /** Fields that must be equal for a replay. */
  request: string;
  /** Fields that an account may change under the same key, because the storefront's key does not depend on them. */
  contact: string;
}

/** Keys made from the cart alone, or counted, would be equal for two guests. */
export const MIN_GUEST_KEY = 16;

/** Milliseconds after which the same cart under the same key is a new purchase. */
export const KEY_KEPT_MS = 24 * 60 * 60_000;

/** @returns whether a key used at `createdAt` is still valid */
export function isKeyValid({ createdAt }: { createdAt: Date }, now: Date): boolean {
  return now.getTime() - createdAt.getTime() < KEY_KEPT_MS;
}

/** SHA-256 each. The e-mail and redirect addresses of a guest are part of the request. */
export function idempotencyHashes(caller: Caller, key: string, body: HashedRequest): IdempotencyHashes {
  const items = body.items.map(({ variantId, quantity }) => [variantId, quantity] as const).toSorted(byVariant);
  const contact = [body.customerEmail, body.successUrl, body.cancelUrl];
  const request = [items, body.promoCode, body.shippingMethodCode, fields(body.shipping), 'guest' in caller && contact];
  const owner = 'guest' in caller ? [null, key, caller.guest] : [caller.userId, key];
  return { key: hash(owner), request: hash(request), contact: hash(contact) };
}

function byVariant([a]: readonly [string, number], [b]: readonly [string, number]): number {
  return a < b ? -1 : 1;
}

/** Sorted, because clients send fields in any order. */
function fields(object: object | undefined): [string, unknown][] {
  return Object.entries(object ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function hash(value: unknown): string {
  return sha256(JSON.stringify(value));
}
