import type { Carrier } from '../../generated/sqlite/client.js';

export interface ShippingMethod {
  code: 'MONDIAL_RELAY' | 'COLISSIMO_HOME';
  priceCents: number;
  carrier: Carrier;
  /** What Stripe's page calls it. */
  name: string;
}

/** The storefront has the same list built in, so the prices must match. */
export const SHIPPING_METHODS: readonly ShippingMethod[] = [
  { code: 'MONDIAL_RELAY', priceCents: 490, carrier: 'MONDIAL_RELAY', name: 'Mondial Relay (point relais)' },
  { code: 'COLISSIMO_HOME', priceCents: 790, carrier: 'COLISSIMO', name: 'Colissimo (à domicile)' },
];

/** Two-letter code to the names that people type, folded. */
const COUNTRIES = {
  FR: ['france'],
  BE: ['belgique', 'belgium'],
  DE: ['allemagne', 'germany'],
  ES: ['espagne', 'spain'],
  IT: ['italie', 'italy'],
  NL: ['pays-bas', 'pays bas', 'netherlands', 'the netherlands'],
  LU: ['luxembourg'],
  CH: ['suisse', 'switzerland'],
  GB: ['royaume-uni', 'royaume uni', 'united kingdom', 'grande-bretagne', 'grande bretagne', 'great britain'],
} as const;

export type CountryCode = keyof typeof COUNTRIES;

export const SERVED_COUNTRIES = Object.keys(COUNTRIES) as CountryCode[];

/** @returns null for a method that we don't have */
export function findShippingMethod(code: string): ShippingMethod | null {
  const wanted = code.trim().toUpperCase();
  return SHIPPING_METHODS.find((method) => method.code === wanted) ?? null;
}

/** What a buyer chose on Stripe's page can be told by its price alone. */
export function findShippingMethodByPrice(priceCents: number): ShippingMethod | null {
  return SHIPPING_METHODS.find((method) => method.priceCents === priceCents) ?? null;
}

/** @returns the code of a country named in French, in English or by its code, case and accents aside; else null */
export function findServedCountry(name: string): CountryCode | null {
  const folded = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’']/g, "'")
    .trim()
    .replace(/\s+/g, ' ')
    .toLowerCase();
  const found = SERVED_COUNTRIES.find(
    (code) => code.toLowerCase() === folded || COUNTRIES[code].some((known) => known === folded),
  );
  return found ?? null;
}
