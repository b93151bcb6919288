import type Stripe from 'stripe';
import { CURRENCY, LARGEST_INTEGER, orderTotalCents, subtotalCents } from '../rules/cart.js';
import { UnreadableMetadataError } from '../rules/needs-review.error.js';
import type { AgreedLine, SessionContents } from '../rules/session-metadata.js';
import { findShippingMethod, findShippingMethodByPrice } from '../rules/shipping.js';
import { toBillingAddress, type Address, type BillingAddress } from '../rules/addresses.js';

/** A paid session of this shop. Amounts in euro cents. */
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
  /** The amount that Stripe collected. */
  totalCents: number;
  currency: string;
  shippingAddress: Address | null;
  billingAddress: BillingAddress;
  /** Not in this database, which was restored: its account may be lost, and was not deleted. */
  isRestored: boolean;
  /** Paid with a test key. */
  isTest: boolean;
  /** Reason for a review; null when everything is as agreed. */
  mismatch: string | null;
}

/**
 * 'no_payment_required' counts as paid (docs.stripe.com/checkout/fulfillment), but only in a complete session: an open
 * one may have it too.
 */
export function isPaid({ status, payment_status: payment }: Stripe.Checkout.Session): boolean {
  return status === 'complete' && payment !== 'unpaid';
}

/**
 * @param session a paid one
 * @param contents of its metadata
 * @throws UnreadableMetadataError
 */
export function toPaidSession(
  session: Stripe.Checkout.Session,
  contents: SessionContents,
  { shippingAddress, isRestored, isTest }: Pick<PaidSession, 'shippingAddress' | 'isRestored' | 'isTest'>,
): PaidSession {
  const { lines, discountCents, promoCode, shipping, personal } = contents;
  const subtotal = subtotalCents(lines);
  const shippingCents = shipping?.priceCents ?? session.shipping_cost?.amount_total ?? 0;
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
      (shipping ? findShippingMethod(shipping.method) : findShippingMethodByPrice(shippingCents))?.code ?? null,
    shippingCents,
    totalCents,
    currency,
    shippingAddress,
    billingAddress: toBillingAddress(session, personal?.email ?? session.customer_email),
    isRestored,
    isTest,
    mismatch: mismatch(agreed, totalCents, currency) ?? missing(shipping && !shippingAddress),
  };
}

function mismatch(agreedCents: number, takenCents: number, currency: string): string | null {
  if (currency !== CURRENCY.toUpperCase()) return `Payé en ${currency} au lieu de l’euro convenu.`;
  return takenCents === agreedCents
    ? null
    : `Stripe a encaissé ${takenCents} centimes au lieu des ${agreedCents} convenus.`;
}

function missing(isMissing: boolean | null): string | null {
  return isMissing ? 'L’adresse de livraison n’est ni dans la base de données ni chez Stripe.' : null;
}

function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}
