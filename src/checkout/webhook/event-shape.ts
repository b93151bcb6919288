import type Stripe from 'stripe';
import { STRIPE_API_VERSION } from '../stripe/stripe-client.js';
import { amount, either, id, object, optional, recordOf, text, type Shape } from './shape.js';

/** Signed, and yet not what Stripe documents: nobody can tell what it means, and it must not be dropped. */
export class UnreadableEventError extends Error {}

/** Characters; Stripe's longest types and versions have some fifty. */
const shortText: Shape = (value) => typeof value === 'string' && value.length >= 1 && value.length <= 255;

const event = object({ id, type: shortText, api_version: optional(shortText), data: object({ object: object({}) }) });

const reference = optional(either(id, object({ id })));
const metadata = optional(recordOf(text));
const address = object({
  line1: optional(text),
  line2: optional(text),
  postal_code: optional(text),
  city: optional(text),
  state: optional(text),
  country: optional(text),
});

const session = object({
  id,
  metadata,
  status: optional(text),
  payment_status: optional(text),
  payment_intent: reference,
  amount_total: optional(amount),
  currency: optional(text),
  shipping_cost: optional(object({ amount_total: amount })),
  customer_details: optional(
    object({ name: optional(text), phone: optional(text), email: optional(text), address: optional(address) }),
  ),
  collected_information: optional(object({ shipping_details: optional(object({ name: optional(text), address })) })),
});

const refund = object({ id, amount, metadata, payment_intent: reference, status: optional(text) });
const charge = object({ payment_intent: reference });
const dispute = object({ id, amount, currency: text, reason: text, status: text, payment_intent: reference });

/** What the handlers read of an event's object, by the beginning of its type. */
const OBJECTS: readonly (readonly [string, Shape])[] = [
  ['checkout.session.', session],
  ['charge.dispute.', dispute],
  ['charge.refunded', charge],
  ['refund.', refund],
];

/** Whether it has what is common to all events: docs.stripe.com/api/events/object */
export function isEvent(value: unknown): value is Stripe.Event {
  return event(value);
}

/** @throws UnreadableEventError when its object isn't what its type says */
export function checkObject({ type, api_version, data }: Stripe.Event): void {
  const shape = OBJECTS.find(([beginning]) => type.startsWith(beginning))?.[1];
  // One of another version is read anew at Stripe, by its id.
  const expected = api_version === STRIPE_API_VERSION || !type.startsWith('checkout.session.') ? shape : object({ id });
  if (shape && !expected?.(data.object)) throw new UnreadableEventError(`Not the object of ${type}`);
}
