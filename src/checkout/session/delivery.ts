import { CountryNotServedError, InvalidShippingMethodError } from '../checkout.errors.js';
import type { OpenCheckoutDto } from '../dto/open-checkout.dto.js';
import type { AgreedDelivery } from './session-metadata.js';
import { findServedCountry, findShippingMethod } from './shipping.js';

/**
 * @returns where and how it goes, as typed and at today's price; null when Stripe's page is to ask
 * @throws InvalidShippingMethodError, CountryNotServedError
 */
export function agreeDelivery({ shipping, shippingMethodCode }: OpenCheckoutDto): AgreedDelivery | null {
  if (!shipping || !shippingMethodCode) return null;
  const method = findShippingMethod(shippingMethodCode);
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
