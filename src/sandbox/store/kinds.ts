import type Stripe from 'stripe';
import type { SessionCreate } from '../schema/session.params.js';

/** As sent over HTTP: the SDK converts the text of `unit_amount_decimal` to its number type. */
export type WirePrice = Omit<Stripe.Price, 'unit_amount_decimal'> & { unit_amount_decimal: string };
export type WireItem = Omit<Stripe.LineItem, 'price'> & { price: WirePrice };

export interface WireEvent {
  id: string;
  object: 'event';
  api_version: string;
  created: number;
  data: { object: { id: string; object: string } };
  livemode: boolean;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
}

/** The stored objects, by Stripe's name in `object`. */
export interface Kinds {
  'checkout.session': Stripe.Checkout.Session;
  item: WireItem;
  product: Stripe.Product;
  shipping_rate: Stripe.ShippingRate;
  payment_intent: Stripe.PaymentIntent;
  charge: Stripe.Charge;
  refund: Stripe.Refund;
  dispute: Stripe.Dispute;
  'radar.early_fraud_warning': Stripe.Radar.EarlyFraudWarning;
  review: Stripe.Review;
  coupon: Stripe.Coupon;
  event: WireEvent;
}
/** Data of a session that Stripe's objects don't show. */
export interface Extra {
  /** Parameters of the payment to be made. */
  intentData?: SessionCreate['payment_intent_data'];
}

export type Kind = keyof Kinds;
export type Stored = Kinds[Kind];
