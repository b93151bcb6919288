import type { Address } from '../rules/addresses.js';

/** @returns the address lines for a parcel; null without an address */
export function addressLines({ name, address }: Address): string[] | null {
  if (!address) return null;
  const { line1, line2, postal_code, city, country } = address;
  return [name, line1, line2, `${postal_code} ${city}`, countryName(country)].filter((line): line is string => !!line);
}

/** Stripe stores a two-letter code, the storefront a name. */
function countryName(country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames('fr', { type: 'region' }).of(country) ?? country;
}
