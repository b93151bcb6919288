import type Stripe from 'stripe';
import type { SellableLine } from '../session/cart-rules.js';
import { CURRENCY } from '../session/limits.js';
import { toMetadata, type SessionContents } from '../session/session-metadata.js';
import { findShippingMethod, SERVED_COUNTRIES, SHIPPING_METHODS } from '../session/shipping.js';

export interface SessionRequest {
  contents: SessionContents;
  /** In the order of the cart. */
  lines: readonly SellableLine[];
  successUrl: string;
  cancelUrl: string;
  expiresAt: Date;
  /** Where uploaded pictures are reached from outside. */
  publicUrl: string;
}

/** What Stripe is asked for: parameters of docs.stripe.com/api/checkout/sessions/create */
export function toSessionParams(request: SessionRequest): Stripe.Checkout.SessionCreateParams {
  const { contents, lines, successUrl, cancelUrl, expiresAt, publicUrl } = request;
  const metadata = toMetadata(contents);
  return {
    mode: 'payment',
    locale: 'fr',
    line_items: [...lines.map((line) => goodsItem(line, publicUrl)), ...shippingItems(contents)],
    // The session's one-off coupon goes by our id of the session.
    ...(contents.discountCents > 0 && { discounts: [{ coupon: contents.checkoutId }] }),
    ...(contents.delivery ? {} : askForDelivery()),
    ...(contents.email && { customer_email: contents.email }),
    client_reference_id: contents.checkoutId,
    success_url: successUrl,
    cancel_url: cancelUrl,
    expires_at: Math.floor(expiresAt.getTime() / 1000),
    metadata,
    // Stripe does not copy a session's metadata to its payment, where refunds and disputes will look for it.
    payment_intent_data: { metadata },
  };
}

type LineItem = Stripe.Checkout.SessionCreateParams.LineItem;

function goodsItem(line: SellableLine, publicUrl: string): LineItem {
  const image = absoluteImage(line.imageUrl, publicUrl);
  return {
    quantity: line.quantity,
    price_data: {
      currency: CURRENCY,
      unit_amount: line.priceCents,
      product_data: { name: lineName(line), ...(image && { images: [image] }) },
    },
  };
}

/** Product, variant, language, edition. "Standard" is what a product without variants calls its only one. */
export function lineName(line: Pick<SellableLine, 'productName' | 'variantName' | 'language' | 'edition'>): string {
  const variant = line.variantName === 'Standard' ? null : line.variantName;
  return [line.productName, variant, line.language, line.edition].filter(Boolean).join(' • ');
}

/** Pictures under /img/ are the storefront's own and have no address that Stripe could fetch from here. */
function absoluteImage(url: string | null, publicUrl: string): string | null {
  if (url?.startsWith('/uploads/')) return publicUrl + url;
  return url && /^https?:\/\//.test(url) ? url : null;
}

function shippingItems({ delivery }: SessionContents): LineItem[] {
  if (!delivery) return [];
  const name = `Livraison : ${findShippingMethod(delivery.method)?.name ?? delivery.method}`;
  return [
    { quantity: 1, price_data: { currency: CURRENCY, unit_amount: delivery.priceCents, product_data: { name } } },
  ];
}

function askForDelivery(): Partial<Stripe.Checkout.SessionCreateParams> {
  return {
    shipping_address_collection: { allowed_countries: SERVED_COUNTRIES },
    phone_number_collection: { enabled: true },
    shipping_options: SHIPPING_METHODS.map(({ code, name, priceCents }) => ({
      shipping_rate_data: {
        type: 'fixed_amount',
        display_name: name,
        fixed_amount: { amount: priceCents, currency: CURRENCY },
        metadata: { method: code },
      },
    })),
  };
}
