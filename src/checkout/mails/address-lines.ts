import type { Address } from '../fulfilment/addresses.js';

/** @returns an address as it stands on a parcel; null where there is none */
export function addressLines({ name, address }: Address): string[] | null {
  if (!address) return null;
  const { line1, line2, postal_code, city, country } = address;
  return [name, line1, line2, `${postal_code} ${city}`, countryName(country)].filter((line): line is string => !!line);
}

/** Stripe gives two letters, the storefront a name. */
function countryName(country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames('fr', { type: 'region' }).of(country) ?? country;
}
