import type Stripe from 'stripe';
import { countryCodeOf } from '../../common/countries/country-code.js';
import { normaliseEmail } from '../../common/email/email-address.js';
import { storableText } from '../../common/text/storable-text.js';
import type { OrderStatus } from '../../prisma/client.js';
import type { AgreedDelivery } from './session-metadata.js';

/** The storefront's format, stored as JSON in the order. */
export interface Address {
  name: string | null;
  phone: string | null;
  address: {
    line1: string;
    line2: string | null;
    postal_code: string;
    city: string;
    state: string | null;
    country: string;
    /** Two letters, where the country is known by what was typed. A version before this one wrote none. */
    countryCode?: string | null;
  } | null;
}

export interface BillingAddress extends Address {
  email: string | null;
}

/** The address entered in the storefront. */
export function typedAddress(delivery: AgreedDelivery): Address {
  return {
    name: delivery.fullName,
    phone: delivery.phone ?? null,
    address: {
      line1: delivery.addressLine1,
      line2: delivery.addressLine2 ?? null,
      postal_code: delivery.postalCode,
      city: delivery.city,
      state: null,
      country: delivery.country,
      countryCode: countryCodeOf(delivery.country),
    },
  };
}

/** For `payment_intent_data.shipping`: there a restored database finds it again. */
export function toPaymentShipping({ name, phone, address }: Address) {
  return {
    name: name ?? '',
    ...(phone && { phone }),
    address: {
      line1: address?.line1 ?? '',
      ...(address?.line2 && { line2: address.line2 }),
      postal_code: address?.postal_code ?? '',
      city: address?.city ?? '',
      ...(address?.countryCode && { country: address.countryCode }),
    },
  };
}

/** The address that `toPaymentShipping` wrote. */
export function fromPaymentShipping({ name, phone, address }: Stripe.PaymentIntent.Shipping): Address {
  return { name: stored(name), phone: stored(phone), address: address ? toAddress(address) : null };
}

/** The address entered on Stripe's page. */
export function toShippingAddress(session: Stripe.Checkout.Session): Address | null {
  const details = session.collected_information?.shipping_details;
  if (!details) return null;
  return {
    name: stored(details.name),
    phone: stored(session.customer_details?.phone),
    address: toAddress(details.address),
  };
}

/** From Stripe, with the e-mail address of the request. */
export function toBillingAddress(session: Stripe.Checkout.Session, email: string | null): BillingAddress {
  const details = session.customer_details;
  const given = email ?? details?.email;
  return {
    name: stored(details?.name),
    phone: stored(details?.phone),
    email: given ? normaliseEmail(storableText(given)) : null,
    address: details?.address ? toAddress(details.address) : null,
  };
}

function toAddress({
  line1,
  line2,
  postal_code,
  city,
  state,
  country,
}: Stripe.Address): NonNullable<Address['address']> {
  return {
    line1: stored(line1) ?? '',
    line2: stored(line2),
    postal_code: stored(postal_code) ?? '',
    city: stored(city) ?? '',
    state: stored(state),
    country: stored(country) ?? '',
    countryCode: countryCodeOf(country),
  };
}

/** A text of Stripe, as the order stores it. */
function stored(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : storableText(text);
}

/** Orders with these states still need their delivery address. */
export const TO_BE_SENT: OrderStatus[] = ['PENDING', 'CONFIRMED'];

/** @returns what an order of a deleted account keeps of its delivery address: name and place */
export function addressLeft(status: OrderStatus, shippingAddress: Address | null): Address | null {
  if (!shippingAddress || !TO_BE_SENT.includes(status)) return null;
  const { name, address } = shippingAddress;
  return { name, phone: null, address };
}
