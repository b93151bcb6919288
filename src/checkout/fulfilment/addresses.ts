import type Stripe from 'stripe';
import type { AgreedDelivery } from '../session/session-metadata.js';

/** As the storefront reads it; kept as JSON with the order. */
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
  } | null;
}

export interface BillingAddress extends Address {
  email: string | null;
}

/** What was typed in the storefront. */
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
    },
  };
}

/** What was typed on Stripe's page. */
export function toShippingAddress(session: Stripe.Checkout.Session): Address | null {
  const details = session.collected_information?.shipping_details;
  if (!details) return null;
  return {
    name: details.name,
    phone: session.customer_details?.phone ?? null,
    address: toAddress(details.address),
  };
}

/** From Stripe, with the e-mail that the session was opened with. */
export function toBillingAddress(session: Stripe.Checkout.Session, email: string | null): BillingAddress {
  const details = session.customer_details;
  return {
    name: details?.name ?? null,
    phone: details?.phone ?? null,
    email: email ?? details?.email ?? null,
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
    line1: line1 ?? '',
    line2,
    postal_code: postal_code ?? '',
    city: city ?? '',
    state,
    country: country ?? '',
  };
}
