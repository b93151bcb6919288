import * as v from 'valibot';
import { LARGEST_INTEGER, MAX_PER_LINE, subtotalCents, type CartLine } from './cart.js';
import { UnreadableMetadataError } from './needs-review.error.js';

/** What was agreed when the session was created: ids and amounts in euro cents, no personal data. */
export interface AgreedContents {
  installationId: string;
  /** Our own row for the session. */
  checkoutId: string;
  userId: string | null;
  lines: AgreedLine[];
  discountCents: number;
  promoCode: string | null;
  /** Null when the buyer enters address and method on Stripe's page. */
  shipping: AgreedShipping | null;
}

/** The same, read back from Stripe. */
export interface SessionContents extends Omit<AgreedContents, 'installationId'> {
  /** Null in a session of version 1. */
  installationId: string | null;
  /** Only in a session of version 1. */
  personal: { email: string | null; delivery: AgreedDelivery | null } | null;
}

export interface AgreedShipping {
  method: string;
  priceCents: number;
}

export interface AgreedLine extends CartLine {
  unitPriceCents: number;
}

const agreedDelivery = v.object({
  method: v.string(),
  priceCents: v.pipe(v.number(), v.integer(), v.minValue(-LARGEST_INTEGER), v.maxValue(LARGEST_INTEGER)),
  fullName: v.string(),
  addressLine1: v.string(),
  addressLine2: v.optional(v.string()),
  postalCode: v.string(),
  city: v.string(),
  country: v.string(),
  phone: v.optional(v.string()),
});
export type AgreedDelivery = v.InferOutput<typeof agreedDelivery>;

const deliveryText = v.pipe(v.string(), v.parseJson(), agreedDelivery);

/** Marks this shop's objects at Stripe. */
export const SHOP = 'boulevardtcg';
const VERSION = '2';
/** A session can be paid two weeks after it was created. TODO: drop it a release after version 2. */
const EARLIER_VERSION = '1';
/** Characters in a value; a session takes 50 keys: docs.stripe.com/api/metadata */
const VALUE_MAX = 500;

/** Writes the contents as Stripe metadata: 50 lines take some 20 of the 50 keys. */
export function toMetadata(contents: AgreedContents): Record<string, string> {
  const { installationId, checkoutId, userId, lines, discountCents, promoCode, shipping } = contents;
  return {
    shop: SHOP,
    version: VERSION,
    installation: installationId,
    checkout: checkoutId,
    ...(userId && { user: userId }),
    ...(discountCents > 0 && { discount: String(discountCents) }),
    ...(promoCode && { promo: promoCode }),
    ...(shipping && { shipping: `${shipping.method}:${shipping.priceCents}` }),
    ...numbered('items', packLines(lines)),
  };
}

/**
 * @returns null for a session of another application
 * @throws UnreadableMetadataError
 */
export function parseMetadata(metadata: Record<string, string> | null): SessionContents | null {
  if (metadata?.shop !== SHOP) return null;
  const isEarlier = metadata.version === EARLIER_VERSION;
  if ((metadata.version !== VERSION && !isEarlier) || !metadata.checkout)
    throw new UnreadableMetadataError('Unknown version');
  const lines = collect(metadata, 'items').flatMap((value) => value.split(',').map(parseLine));
  const ids = new Set(lines.map(({ variantId }) => variantId));
  if (!lines.length || ids.size < lines.length) throw new UnreadableMetadataError('No lines, or one twice');
  if (subtotalCents(lines) > LARGEST_INTEGER) throw new UnreadableMetadataError('More than can be counted');
  const delivery = isEarlier ? parseDelivery(collect(metadata, 'delivery').join('')) : null;
  return {
    installationId: metadata.installation ?? null,
    checkoutId: metadata.checkout,
    userId: metadata.user ?? null,
    lines,
    discountCents: parseCents(metadata.discount ?? '0'),
    promoCode: metadata.promo ?? null,
    shipping: isEarlier
      ? delivery && { method: delivery.method, priceCents: delivery.priceCents }
      : parseShipping(metadata.shipping),
    personal: isEarlier ? { email: metadata.email ?? null, delivery } : null,
  };
}

function parseCents(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UnreadableMetadataError('Unreadable amount');
  return Number(text);
}

function parseShipping(text: string | undefined): AgreedShipping | null {
  if (text === undefined) return null;
  const match = /^([A-Z_]{1,40}):(\d{1,9})$/.exec(text);
  if (!match) throw new UnreadableMetadataError('Unreadable shipping');
  return { method: match[1]!, priceCents: Number(match[2]) };
}

function parseDelivery(text: string): AgreedDelivery | null {
  if (!text) return null;
  const delivery = v.safeParse(deliveryText, text, { abortEarly: true });
  if (!delivery.success) throw new UnreadableMetadataError('Unreadable delivery');
  return delivery.output;
}

/** `variant:quantity:price`, comma separated, and no line across two values. */
function packLines(lines: readonly AgreedLine[]): string[] {
  const values: string[] = [];
  for (const { variantId, quantity, unitPriceCents } of lines) {
    const text = `${variantId}:${quantity}:${unitPriceCents}`;
    const last = values.at(-1);
    if (last !== undefined && last.length + 1 + text.length <= VALUE_MAX) values[values.length - 1] = `${last},${text}`;
    else values.push(text);
  }
  return values;
}

function parseLine(text: string): AgreedLine {
  const match = /^([\w-]{1,64}):(\d{1,4}):(\d{1,9})$/.exec(text);
  const quantity = Number(match?.[2]);
  if (!match || quantity < 1 || quantity > MAX_PER_LINE) throw new UnreadableMetadataError('Unreadable line');
  return { variantId: match[1]!, quantity, unitPriceCents: Number(match[3]) };
}

function numbered(name: string, values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value, index) => [`${name}_${index}`, value]));
}

function collect(metadata: Record<string, string>, name: string): string[] {
  const values: string[] = [];
  for (let index = 0; metadata[`${name}_${index}`] !== undefined; index++) values.push(metadata[`${name}_${index}`]!);
  return values;
}
