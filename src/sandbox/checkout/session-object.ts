import type Stripe from 'stripe';
import type { SessionCreate } from '../schema/session.params.js';
import { given } from '../schema/shared-rules.js';

type Session = Stripe.Checkout.Session;

export interface SessionFrame {
  id: string;
  created: number;
  expiresAt: number;
  url: string;
  currency: string;
  subtotal: number;
  discount: number;
  couponId: string | null;
  rates: Stripe.ShippingRate[];
}

/** An open session as Stripe answers it. */
export function newSession(params: SessionCreate, frame: SessionFrame): Session {
  const shipping = shippingCost(frame.rates[0]);
  const total = frame.subtotal - frame.discount + (shipping?.amount_total ?? 0);
  return {
    id: frame.id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount_subtotal: frame.subtotal,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: params.billing_address_collection ?? null,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    client_secret: null,
    collected_information: { business_name: null, individual_name: null, shipping_details: null },
    consent: null,
    consent_collection: null,
    created: frame.created,
    currency: frame.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: customText(params.custom_text),
    customer: null,
    customer_account: null,
    customer_creation: 'if_required',
    customer_details: params.customer_email ? buyer(params.customer_email) : null,
    customer_email: params.customer_email ?? null,
    discounts: frame.couponId ? [{ coupon: frame.couponId, promotion_code: null }] : [],
    expires_at: frame.expiresAt,
    integration_identifier: params.integration_identifier ?? null,
    invoice: null,
    invoice_creation: {
      enabled: false,
      invoice_data: {
        account_tax_ids: null,
        custom_fields: null,
        description: null,
        footer: null,
        issuer: null,
        metadata: {},
        rendering_options: null,
      },
    },
    livemode: false,
    locale: params.locale ?? null,
    managed_payments: { enabled: false },
    metadata: given(params.metadata),
    mode: 'payment',
    origin_context: params.origin_context ?? null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: params.payment_method_collection ?? 'if_required',
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: params.allowed_payment_method_types ?? ['card'],
    payment_status: total === 0 ? 'no_payment_required' : 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: params.phone_number_collection?.enabled ?? false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: addressCollection(params),
    shipping_cost: shipping,
    shipping_options: frame.rates.map(toShippingOption),
    status: 'open',
    submit_type: params.submit_type ?? null,
    subscription: null,
    success_url: params.success_url ?? null,
    total_details: { amount_discount: frame.discount, amount_shipping: shipping?.amount_total ?? 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: frame.url,
    wallet_options: null,
  };
}

export function shippingCost(rate: Stripe.ShippingRate | undefined): Session['shipping_cost'] {
  if (!rate) return null;
  const amount = rate.fixed_amount?.amount ?? 0;
  return { amount_subtotal: amount, amount_tax: 0, amount_total: amount, shipping_rate: rate.id };
}

export function buyer(email: string | null): NonNullable<Session['customer_details']> {
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: 'none',
    tax_ids: null,
  };
}

function toShippingOption(rate: Stripe.ShippingRate): Session['shipping_options'][number] {
  return { shipping_amount: rate.fixed_amount?.amount ?? 0, shipping_rate: rate.id };
}

function customText(text: SessionCreate['custom_text']): Session['custom_text'] {
  return {
    after_submit: text?.after_submit ?? null,
    shipping_address: text?.shipping_address ?? null,
    submit: text?.submit ?? null,
    terms_of_service_acceptance: text?.terms_of_service_acceptance ?? null,
  };
}

function addressCollection({
  shipping_address_collection: given,
}: SessionCreate): Session['shipping_address_collection'] {
  return given ? { allowed_countries: given.allowed_countries } : null;
}
