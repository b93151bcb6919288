import type Stripe from 'stripe';
import type { SessionCreate } from '../params/session.params.js';

/** As it travels: the SDK turns the text of `unit_amount_decimal` into a number of its own. */
export type WirePrice = Omit<Stripe.Price, 'unit_amount_decimal'> & { unit_amount_decimal: string };
export type WireItem = Omit<Stripe.LineItem, 'price'> & { price: WirePrice };

export interface WireEvent {
  id: string;
  object: 'event';
  api_version: string;
  created: number;
  data: { object: { id: string; object: string } };
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
}

/** What the sandbox keeps, by the name that Stripe gives it in `object`. */
export interface Kinds {
  'checkout.session': Stripe.Checkout.Session;
  item: WireItem;
  product: Stripe.Product;
  shipping_rate: Stripe.ShippingRate;
  payment_intent: Stripe.PaymentIntent;
  charge: Stripe.Charge;
  refund: Stripe.Refund;
  dispute: Stripe.Dispute;
  coupon: Stripe.Coupon;
  event: WireEvent;
}
/** What the sandbox must remember about a session and Stripe doesn't tell. */
export interface Extra {
  /** What the payment will carry once there is one. */
  intentData?: SessionCreate['payment_intent_data'];
}

export type Kind = keyof Kinds;
export type Stored = Kinds[Kind];
