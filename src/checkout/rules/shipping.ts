import { countryCodeOf } from '../../common/countries/country-code.js';
import type { Carrier } from '../../prisma/client.js';
import { CountryNotServedError, InvalidShippingMethodError } from './checkout.errors.js';
import type { AgreedDelivery } from './session-metadata.js';

export interface ShippingMethod {
  code: 'MONDIAL_RELAY' | 'COLISSIMO_HOME';
  priceCents: number;
  carrier: Carrier;
  /** What Stripe's page calls it. */
  name: string;
}

/** The storefront has the same list built in: the prices must match. */
export const SHIPPING_METHODS: readonly ShippingMethod[] = [
  { code: 'MONDIAL_RELAY', priceCents: 490, carrier: 'MONDIAL_RELAY', name: 'Mondial Relay (point relais)' },
  { code: 'COLISSIMO_HOME', priceCents: 790, carrier: 'COLISSIMO', name: 'Colissimo (à domicile)' },
];

export const SERVED_COUNTRIES = ['FR', 'BE', 'DE', 'ES', 'IT', 'NL', 'LU', 'CH', 'GB'] as const;

export type CountryCode = (typeof SERVED_COUNTRIES)[number];

/** @returns null for an unknown method */
export function findShippingMethod(code: string): ShippingMethod | null {
  const wanted = code.trim().toUpperCase();
  return SHIPPING_METHODS.find((method) => method.code === wanted) ?? null;
}

/** Stripe reports the method chosen on its page only by its price. */
export function findShippingMethodByPrice(priceCents: number): ShippingMethod | null {
  return SHIPPING_METHODS.find((method) => method.priceCents === priceCents) ?? null;
}

/** @returns the code of a country that we send to, as `countryCodeOf` knows it; else null */
export function findServedCountry(name: string): CountryCode | null {
  const code = countryCodeOf(name);
  return SERVED_COUNTRIES.find((served) => served === code) ?? null;
}

/**
 * @returns the delivery as typed, at the current price; null when Stripe's page asks for it
 * @throws InvalidShippingMethodError, CountryNotServedError
 */
export function agreeDelivery(
  shipping: Omit<AgreedDelivery, 'method' | 'priceCents'> | undefined,
  methodCode: string | undefined,
): AgreedDelivery | null {
  if (!shipping || !methodCode) return null;
  const method = findShippingMethod(methodCode);
  if (!method) throw new InvalidShippingMethodError('Unknown shipping method');
  if (!findServedCountry(shipping.country)) throw new CountryNotServedError('Country not served');
  const { fullName, addressLine1, addressLine2, postalCode, city, country, phone } = shipping;
  return {
    method: method.code,
    priceCents: method.priceCents,
    fullName,
    addressLine1,
    addressLine2,
    postalCode,
    city,
    country,
    phone,
  };
}
