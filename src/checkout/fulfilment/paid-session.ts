import type Stripe from 'stripe';
import { CURRENCY, LARGEST_INTEGER } from '../session/limits.js';
import { orderTotalCents, subtotalCents } from '../session/order-total.js';
import { parseMetadata, UnreadableMetadataError, type AgreedLine } from '../session/session-metadata.js';
import { findShippingMethod, findShippingMethodByPrice } from '../session/shipping.js';
import { typedAddress, toBillingAddress, toShippingAddress, type Address, type BillingAddress } from './addresses.js';

/** A session of ours that money was taken for. Amounts in euro cents. */
export interface PaidSession {
  stripeSessionId: string;
  paymentIntentId: string | null;
  checkoutId: string;
  userId: string | null;
  lines: AgreedLine[];
  subtotalCents: number;
  discountCents: number;
  promoCode: string | null;
  shippingMethod: string | null;
  shippingCents: number;
  /** What Stripe took. */
  totalCents: number;
  currency: string;
  shippingAddress: Address | null;
  billingAddress: BillingAddress;
  /** Why somebody has to look at it; null when what was taken is what was agreed. */
  mismatch: string | null;
}

/**
 * @returns null for a session that isn't ours, or that nothing has been paid for (yet)
 * @throws UnreadableMetadataError
 */
export function toPaidSession(session: Stripe.Checkout.Session): PaidSession | null {
  const contents = parseMetadata(session.metadata);
  // 'no_payment_required' counts as paid (docs.stripe.com/checkout/fulfillment), once the buyer is done: it stands in an
  // open session, too.
  if (!contents || session.status !== 'complete' || session.payment_status === 'unpaid') return null;

  const { lines, discountCents, promoCode, delivery } = contents;
  const subtotal = subtotalCents(lines);
  const shippingCents = delivery?.priceCents ?? session.shipping_cost?.amount_total ?? 0;
  const agreed = orderTotalCents(subtotal, discountCents, shippingCents);
  const totalCents = session.amount_total ?? 0;
  if (Math.max(totalCents, shippingCents) > LARGEST_INTEGER)
    throw new UnreadableMetadataError('More than can be counted');
  const currency = (session.currency ?? CURRENCY).toUpperCase();

  return {
    stripeSessionId: session.id,
    paymentIntentId: idOf(session.payment_intent),
    checkoutId: contents.checkoutId,
    userId: contents.userId,
    lines,
    subtotalCents: subtotal,
    discountCents,
    promoCode,
    shippingMethod:
      (delivery ? findShippingMethod(delivery.method) : findShippingMethodByPrice(shippingCents))?.code ?? null,
    shippingCents,
    totalCents,
    currency,
    shippingAddress: delivery ? typedAddress(delivery) : toShippingAddress(session),
    billingAddress: toBillingAddress(session, contents.email),
    mismatch: mismatch(agreed, totalCents, currency),
  };
}

function mismatch(agreedCents: number, takenCents: number, currency: string): string | null {
  if (currency !== CURRENCY.toUpperCase()) return `Payé en ${currency} au lieu de l’euro convenu.`;
  return takenCents === agreedCents
    ? null
    : `Stripe a encaissé ${takenCents} centimes au lieu des ${agreedCents} convenus.`;
}

function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}
