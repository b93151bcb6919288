import type Stripe from 'stripe';
import * as v from 'valibot';
import { storableText } from '../../common/text/storable-text.js';
import { LARGEST_INTEGER } from '../rules/cart.js';
import { InvalidEventError } from '../rules/checkout.errors.js';
import { NeedsReviewError } from '../rules/needs-review.error.js';
import { STRIPE_API_VERSION } from '../stripe/stripe-client.js';

/** Signed, but not as Stripe documents it: it must not be dropped. */
export class UnreadableEventError extends NeedsReviewError {
  constructor(message: string) {
    super('UNREADABLE_EVENT', message);
  }
}

/** An id of Stripe; the longest have about 70 characters. */
export const stripeId = v.pipe(v.string(), v.regex(/^\w{1,255}$/));

/** An object with at least these fields. Alone, `v.object` also accepts an array. */
export function stripeObject<E extends v.ObjectEntries>(entries: E) {
  return v.pipe(v.custom<Record<string, unknown>>(isNoArray), v.object(entries));
}

/** Stripe's longest types and versions have about fifty characters. */
const shortText = v.pipe(v.string(), v.minLength(1), v.maxLength(255));
const text = v.nullish(v.string());
/** In the currency's smallest unit. */
const amount = v.pipe(v.number(), v.integer(), v.minValue(-LARGEST_INTEGER), v.maxValue(LARGEST_INTEGER));
const reference = v.nullish(v.union([stripeId, stripeObject({ id: stripeId })]));
const metadata = v.nullish(v.pipe(v.custom<Record<string, unknown>>(isNoArray), v.record(v.string(), v.string())));
const address = stripeObject({ line1: text, line2: text, postal_code: text, city: text, state: text, country: text });

const event = stripeObject({
  id: stripeId,
  type: shortText,
  api_version: v.nullish(shortText),
  data: stripeObject({ object: stripeObject({}) }),
});

const session = stripeObject({
  id: stripeId,
  metadata,
  status: text,
  payment_status: text,
  payment_intent: reference,
  amount_total: v.nullish(amount),
  currency: text,
  shipping_cost: v.nullish(stripeObject({ amount_total: amount })),
  customer_email: text,
  customer_details: v.nullish(stripeObject({ name: text, phone: text, email: text, address: v.nullish(address) })),
  collected_information: v.nullish(
    stripeObject({ shipping_details: v.nullish(stripeObject({ name: text, address })) }),
  ),
});

const refund = stripeObject({ id: stripeId, amount, metadata, payment_intent: reference, status: text });
const charge = stripeObject({ payment_intent: reference });
/** Disputes and warnings are read again from Stripe. */
const dispute = stripeObject({ id: stripeId, payment_intent: reference });
const warning = stripeObject({ id: stripeId, charge: reference, payment_intent: reference });

/** The fields that handlers read, by the prefix of the event's type. */
const OBJECTS: readonly (readonly [string, v.GenericSchema])[] = [
  ['checkout.session.', session],
  ['charge.dispute.', dispute],
  ['charge.refunded', charge],
  ['refund.', refund],
  ['radar.early_fraud_warning.', warning],
  ['review.', warning],
];

/**
 * Reads an event: docs.stripe.com/api/events/object
 * @throws InvalidEventError for a body that is not an event
 */
export function readEvent(rawBody: Buffer): Stripe.Event {
  const value = parse(rawBody.toString('utf8'));
  if (!v.is(event, value)) throw new InvalidEventError();
  return value as unknown as Stripe.Event;
}

/** @throws UnreadableEventError when its object does not fit its type */
export function checkObject({ type, api_version, data }: Stripe.Event): void {
  const schema = OBJECTS.find(([beginning]) => type.startsWith(beginning))?.[1];
  // An object of another version is read again from Stripe, by its id.
  const expected =
    api_version === STRIPE_API_VERSION || !type.startsWith('checkout.session.')
      ? schema
      : stripeObject({ id: stripeId });
  if (expected && !v.is(expected, data.object)) throw new UnreadableEventError(`Not the object of ${type}`);
}

function isNoArray(value: unknown): boolean {
  return !Array.isArray(value);
}

function parse(json: string): unknown {
  try {
    // Rare; other events skip the search.
    return UNSTORABLE_ESCAPE.test(json) ? JSON.parse(json, (_, value: unknown) => storable(value)) : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** What `storableText` removes. */
const UNSTORABLE_ESCAPE = /\\u(?:0000|d[89a-f])/i;

function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [storable(name), field as unknown]));
}
