import type Stripe from 'stripe';
import type { Prisma } from '../../generated/sqlite/client.js';

/** Of the session, payment, refund or dispute that an event is about. */
const FIELDS = [
  ...['id', 'object', 'created', 'livemode', 'mode', 'status', 'payment_status', 'client_reference_id', 'expires_at'],
  ...['amount', 'amount_total', 'amount_refunded', 'currency', 'reason', 'failure_reason'],
  ...['payment_intent', 'charge'],
];

/** Ids, amounts and codes: what else is in the metadata of a session says who it is and where it goes. */
const METADATA = /^(shop|version|checkout|user|discount|promo|items_\d{1,2}|refund)$/;

/**
 * What is kept of an event: enough to know what it was about, to check the books by it, and to apply it another time.
 * Names, e-mail and addresses stay at Stripe, from the first moment on: then nobody has to find them later. It names no
 * API version, so that a session is read anew at Stripe before it is applied.
 */
export function keptEvent({ id, type, created, livemode, data }: Stripe.Event): Prisma.InputJsonObject {
  return plain({ id, object: 'event', type, api_version: null, created, livemode, data: { object: keptObject(data) } });
}

function keptObject({ object }: Stripe.Event.Data): Record<string, unknown> {
  const known = object as Record<string, unknown>;
  const kept = Object.fromEntries(FIELDS.map((field) => [field, scalar(known[field])]));
  const { metadata } = known;
  if (!isObject(metadata)) return kept;
  return { ...kept, metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => METADATA.test(key))) };
}

/** A payment may come as a whole, where its id says enough. */
function scalar(value: unknown): unknown {
  return isObject(value) ? scalar(value.id) : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Without the fields that there are none of. */
function plain(value: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;
}
