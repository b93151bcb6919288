import type { CartLine } from './cart-rules.js';
import { LARGEST_INTEGER, MAX_PER_LINE } from './limits.js';
import { subtotalCents } from './order-total.js';

/** Everything that an order needs, as it was agreed when the session was made. Amounts in euro cents. */
export interface SessionContents {
  /** Our own row for the session. */
  checkoutId: string;
  userId: string | null;
  email: string | null;
  lines: AgreedLine[];
  discountCents: number;
  promoCode: string | null;
  /** Null when the buyer gives address and method on Stripe's page. */
  delivery: AgreedDelivery | null;
}

export interface AgreedLine extends CartLine {
  unitPriceCents: number;
}

export interface AgreedDelivery {
  method: string;
  priceCents: number;
  fullName: string;
  addressLine1: string;
  addressLine2?: string;
  postalCode: string;
  city: string;
  country: string;
  phone?: string;
}

/** Ours, though readable by this version no more: nobody's input is wrong, so it must not be dropped. */
export class UnreadableMetadataError extends Error {}

/** In the metadata of what is this shop's at Stripe. */
export const SHOP = 'boulevardtcg';
const VERSION = '1';
/** Characters in a value; a session takes 50 keys: docs.stripe.com/api/metadata */
const VALUE_MAX = 500;

const DELIVERY_FIELDS = ['method', 'fullName', 'addressLine1', 'postalCode', 'city', 'country'] as const;

/** Writes the contents as Stripe metadata: 50 lines and the longest address take some 20 of the 50 keys. */
export function toMetadata(contents: SessionContents): Record<string, string> {
  const { checkoutId, userId, email, lines, discountCents, promoCode, delivery } = contents;
  return {
    shop: SHOP,
    version: VERSION,
    checkout: checkoutId,
    ...(userId && { user: userId }),
    ...(email && { email }),
    ...(discountCents > 0 && { discount: String(discountCents) }),
    ...(promoCode && { promo: promoCode }),
    ...numbered('items', packLines(lines)),
    ...(delivery && numbered('delivery', split(JSON.stringify(delivery)))),
  };
}

/**
 * @returns null for a session that isn't ours
 * @throws UnreadableMetadataError
 */
export function parseMetadata(metadata: Record<string, string> | null): SessionContents | null {
  if (metadata?.shop !== SHOP) return null;
  if (metadata.version !== VERSION || !metadata.checkout) throw new UnreadableMetadataError('Unknown version');
  const lines = collect(metadata, 'items').flatMap((value) => value.split(',').map(parseLine));
  const ids = new Set(lines.map(({ variantId }) => variantId));
  if (!lines.length || ids.size < lines.length) throw new UnreadableMetadataError('No lines, or one twice');
  if (subtotalCents(lines) > LARGEST_INTEGER) throw new UnreadableMetadataError('More than can be counted');
  return {
    checkoutId: metadata.checkout,
    userId: metadata.user ?? null,
    email: metadata.email ?? null,
    lines,
    discountCents: parseCents(metadata.discount ?? '0'),
    promoCode: metadata.promo ?? null,
    delivery: parseDelivery(collect(metadata, 'delivery').join('')),
  };
}

function parseCents(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UnreadableMetadataError('Unreadable amount');
  return Number(text);
}

function parseDelivery(text: string): AgreedDelivery | null {
  if (!text) return null;
  let delivery: unknown;
  try {
    delivery = JSON.parse(text);
  } catch {
    // not readable either way
  }
  if (!isDelivery(delivery)) throw new UnreadableMetadataError('Unreadable delivery');
  return delivery;
}

function isDelivery(value: unknown): value is AgreedDelivery {
  if (typeof value !== 'object' || value === null) return false;
  const { priceCents, addressLine2, phone, ...needed } = value as Record<keyof AgreedDelivery, unknown>;
  const isText = (field: unknown) => typeof field === 'string';
  return (
    Number.isInteger(priceCents) &&
    Math.abs(priceCents as number) <= LARGEST_INTEGER &&
    DELIVERY_FIELDS.every((name) => isText(needed[name])) &&
    [addressLine2, phone].every((field) => field === undefined || isText(field))
  );
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

/** By code points, so that no character is cut in two. */
function split(text: string): string[] {
  const values: string[] = [];
  let value = '';
  for (const character of text) {
    if (value.length + character.length > VALUE_MAX) {
      values.push(value);
      value = '';
    }
    value += character;
  }
  return [...values, value];
}

function numbered(name: string, values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value, index) => [`${name}_${index}`, value]));
}

function collect(metadata: Record<string, string>, name: string): string[] {
  const values: string[] = [];
  for (let index = 0; metadata[`${name}_${index}`] !== undefined; index++) values.push(metadata[`${name}_${index}`]!);
  return values;
}
