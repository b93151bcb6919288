import { sha256 } from '../../common/secrets/sha256.js';
import type { OpenCheckoutDto } from '../dto/open-checkout.dto.js';

export interface IdempotencyHashes {
  /** The caller and the caller's key: the same key of somebody else is another key. */
  key: string;
  /** What must be equal for a replay. */
  request: string;
  /** What an account may change under the same key: the storefront's key does not depend on it. */
  contact: string;
}

/** Milliseconds: from then on the same cart under the same key is a new purchase. */
export const KEY_KEPT_MS = 24 * 60 * 60_000;

/** @returns whether a key taken at `createdAt` still stands for what it was taken for */
export function hasKeptKey({ createdAt }: { createdAt: Date }, now: Date): boolean {
  return now.getTime() - createdAt.getTime() < KEY_KEPT_MS;
}

/** SHA-256 each. A guest has no identity besides e-mail and addresses, so for guests these belong to the request. */
export function idempotencyHashes(userId: string | null, key: string, body: OpenCheckoutDto): IdempotencyHashes {
  const items = body.items.map(({ variantId, quantity }) => [variantId, quantity] as const).toSorted(byVariant);
  const contact = [body.customerEmail, body.successUrl, body.cancelUrl];
  const request = [items, body.promoCode, body.shippingMethodCode, fields(body.shipping), userId === null && contact];
  return { key: hash([userId, key]), request: hash(request), contact: hash(contact) };
}

function byVariant([a]: readonly [string, number], [b]: readonly [string, number]): number {
  return a < b ? -1 : 1;
}

/** In one order, however the client wrote them. */
function fields(object: object | undefined): [string, unknown][] {
  return Object.entries(object ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function hash(value: unknown): string {
  return sha256(JSON.stringify(value));
}
