import type Stripe from 'stripe';
import { isReachable } from '../../catalog/product-rules.js';
import { lineName } from '../../catalog/variant-label.js';
import { cutText } from '../../common/text/cut-text.js';
import { toPaymentShipping, type Address } from '../rules/addresses.js';
import { CURRENCY, type SellableLine } from '../rules/cart.js';
import { toMetadata, type AgreedContents } from '../rules/session-metadata.js';
import { findShippingMethod, SERVED_COUNTRIES, SHIPPING_METHODS } from '../rules/shipping.js';

export interface SessionRequest {
  contents: AgreedContents;
  email: string | null;
  /** Null when the buyer enters it on Stripe's page. */
  shippingAddress: Address | null;
  /** In the order of the cart. */
  lines: readonly SellableLine[];
  /** Stripe's names; null: all that its dashboard has. */
  paymentMethods: string[] | null;
  successUrl: string;
  cancelUrl: string;
  createdAt: Date;
  expiresAt: Date;
  /** Public base URL of uploaded pictures. */
  publicUrl: string;
}

/** Parameters of docs.stripe.com/api/checkout/sessions/create */
export function toSessionParams(request: SessionRequest): Stripe.Checkout.SessionCreateParams {
  const { contents, email, shippingAddress, lines, paymentMethods, successUrl, cancelUrl, createdAt, expiresAt } =
    request;
  const metadata = toMetadata(contents);
  return {
    mode: 'payment',
    locale: 'fr',
    line_items: [...lines.map((line) => goodsItem(line, request.publicUrl)), ...shippingItems(contents)],
    // The session's one-off coupon has our id of the session.
    ...(contents.discountCents > 0 && { discounts: [{ coupon: contents.checkoutId }] }),
    ...(contents.shipping ? {} : askForDelivery()),
    ...(email && { customer_email: email }),
    // A filter of what is active in the dashboard: a method that is not active there is no error.
    ...(paymentMethods && { allowed_payment_method_types: paymentMethods }),
    client_reference_id: contents.checkoutId,
    success_url: successUrl,
    cancel_url: cancelUrl,
    expires_at: Math.floor(stripeExpiry(createdAt, expiresAt).getTime() / 1000),
    metadata,
    // Stripe does not copy a session's metadata to its payment, where refunds and disputes need it.
    payment_intent_data: { metadata, ...(shippingAddress && { shipping: toPaymentShipping(shippingAddress) }) },
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
      product_data: { name: cutText(lineName(line), NAME_MAX), ...(image && { images: [image] }) },
    },
  };
}

/**
 * Characters of a product's name: docs.stripe.com/changelog/2018-10-31/names-products-character-limit. The longest names of
 * product, variant, language and edition are twice as long together.
 */
const NAME_MAX = 250;

/** Characters of a picture's address: Stripe's "URL must be 2048 characters or less". */
const PICTURE_MAX = 2048;

/**
 * Pictures under /img/ are files of the storefront without a public URL here. Stripe accepts picture URLs in ASCII
 * only.
 */
function absoluteImage(url: string | null, publicUrl: string): string | null {
  const address = url?.startsWith('/uploads/') ? publicUrl + url : url;
  if (!address || !/^https?:\/\//.test(address) || !isReachable(address)) return null;
  const { href } = new URL(address);
  return href.length <= PICTURE_MAX ? href : null;
}

/** The same session without pictures. */
export function withoutPictures(params: Stripe.Checkout.SessionCreateParams): Stripe.Checkout.SessionCreateParams {
  const lines = structuredClone(params.line_items ?? []);
  for (const { price_data: price } of lines) delete price?.product_data?.images;
  return { ...params, line_items: lines };
}

function shippingItems({ shipping }: AgreedContents): LineItem[] {
  if (!shipping) return [];
  const name = `Livraison : ${findShippingMethod(shipping.method)?.name ?? shipping.method}`;
  return [
    { quantity: 1, price_data: { currency: CURRENCY, unit_amount: shipping.priceCents, product_data: { name } } },
  ];
}

function askForDelivery(): Partial<Stripe.Checkout.SessionCreateParams> {
  return {
    shipping_address_collection: { allowed_countries: [...SERVED_COUNTRIES] },
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

/** Allows for our clock and Stripe's to differ, and for retries on the way to Stripe. */
const CLOCK_MARGIN_MINUTES = 5;
/** Stripe refuses less than 30 minutes by its clock. */
const SHORTEST_MINUTES = 30 + CLOCK_MARGIN_MINUTES;
/** Stripe refuses more than 24 hours by its clock. */
const LONGEST_MINUTES = 24 * 60 - CLOCK_MARGIN_MINUTES;

/**
 * @param holdMinutes 0: no reservations
 * @returns when the shop ends a session created at `createdAt`, and its reservations
 */
export function sessionExpiry(createdAt: Date, holdMinutes: number): Date {
  return after(createdAt, Math.min(holdMinutes || SHORTEST_MINUTES, LONGEST_MINUTES));
}

/** @returns when Stripe ends it if the shop has not: the same time, within Stripe's limits */
export function stripeExpiry(createdAt: Date, expiresAt: Date): Date {
  return new Date(Math.max(expiresAt.getTime(), after(createdAt, SHORTEST_MINUTES).getTime()));
}

function after(moment: Date, minutes: number): Date {
  return new Date(moment.getTime() + minutes * 60_000);
}
