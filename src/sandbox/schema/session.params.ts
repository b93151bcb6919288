import * as v from 'valibot';
import { list, notSimulated, object } from './params.js';
import { amount, bool, currency, email, int, matching, oneOf, picture, text, url } from './scalar-rules.js';
import { created, expand, metadata, paging, shipping } from './shared-rules.js';

/** Stripe can't ship there: the doc comment of `allowed_countries` in the SDK's Checkout/Sessions. */
const country = matching(
  /^(?!AS|CX|CC|CU|HM|IR|KP|MH|FM|NF|MP|PW|SY|UM|VI)[A-Z]{2}$/,
  (value) => `Invalid country: ${value}. It must be one that Stripe ships to, as two capital letters.`,
);

const locale = matching(
  /^(auto|bg|cs|da|de|el|en(-GB)?|es(-419)?|et|fil?|fr(-CA)?|hi-IN|hr|hu|id|it|ja|ko|l[tv]|m[st]|nb|nl|p[lt]|pt-BR|r[ou]|s[klv]|t[hr]|vi|zh(-HK|-TW)?)$/,
  (value) => `Invalid locale: ${value}`,
);

const paymentMethod = matching(/^[a-z0-9_]{2,40}$/, (value) => `Invalid payment method type: ${value}`);

/** Stripe's own switches that the sandbox leaves off. */
const offSwitch = v.pipe(bool, v.literal(false));

const productData = object(
  {
    description: text(),
    images: list(picture, { max: 8, min: 0 }),
    metadata,
    tax_code: text(),
    tax_details: notSimulated,
    unit_label: text({ max: 12 }),
  },
  // docs.stripe.com/changelog/2018-10-31/names-products-character-limit
  { name: text({ max: 250 }) },
);

const lineItem = object({
  adjustable_quantity: object({ minimum: int(), maximum: int() }, { enabled: offSwitch }),
  metadata,
  price: text(),
  price_data: object(
    {
      product: text(),
      product_data: productData,
      recurring: notSimulated,
      tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
      unit_amount: amount(),
      unit_amount_decimal: notSimulated,
    },
    { currency },
  ),
  quantity: int({ min: 1, max: 999_999 }),
  tax_rates: notSimulated,
});

const estimate = object({}, { unit: oneOf('business_day', 'day', 'hour', 'month', 'week'), value: int({ min: 1 }) });

const shippingRateData = object(
  {
    delivery_estimate: object({ maximum: estimate, minimum: estimate }),
    fixed_amount: object({ currency_options: notSimulated }, { amount: amount(), currency }),
    metadata,
    tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
    tax_code: text(),
    type: oneOf('fixed_amount'),
  },
  { display_name: text({ max: 100 }) },
);

const paymentIntentData = object({
  application_fee_amount: notSimulated,
  capture_method: oneOf('automatic', 'automatic_async'),
  description: text({ max: 1000 }),
  metadata,
  on_behalf_of: notSimulated,
  receipt_email: email,
  setup_future_usage: notSimulated,
  shipping,
  statement_descriptor: text({ max: 22 }),
  statement_descriptor_suffix: text({ max: 22 }),
  transfer_data: notSimulated,
  transfer_group: text(),
});

const customText = object({}, { message: text({ max: 1200 }) });

/** What POST /v1/checkout/sessions takes, in version 2026-10-28.endive: SessionCreateParams of the SDK. */
export const sessionCreate = object(
  {
    adaptive_pricing: object({ enabled: offSwitch }),
    after_expiration: object({ recovery: object({ allow_promotion_codes: bool }, { enabled: offSwitch }) }),
    allow_promotion_codes: bool,
    allowed_payment_method_types: list(paymentMethod),
    automatic_tax: object({ liability: notSimulated }, { enabled: offSwitch }),
    billing_address_collection: oneOf('auto', 'required'),
    branding_settings: notSimulated,
    cancel_url: url,
    client_reference_id: text({ max: 200 }),
    consent_collection: notSimulated,
    currency,
    custom_fields: notSimulated,
    custom_text: object({
      after_submit: customText,
      shipping_address: customText,
      submit: customText,
      terms_of_service_acceptance: customText,
    }),
    customer: notSimulated,
    customer_account: notSimulated,
    customer_creation: oneOf('if_required'),
    customer_email: email,
    customer_update: notSimulated,
    discounts: list(object({ coupon: text(), promotion_code: text() }), { min: 0, max: 20 }),
    excluded_payment_method_types: list(paymentMethod),
    expires_at: int(),
    integration_identifier: text(),
    invoice_creation: object({ invoice_data: notSimulated }, { enabled: offSwitch }),
    line_items: list(lineItem, { max: 100, tooMany: 'Checkout Sessions can have at most 100 line items.' }),
    locale,
    managed_payments: object({ enabled: offSwitch }),
    metadata,
    name_collection: notSimulated,
    optional_items: notSimulated,
    origin_context: oneOf('mobile_app', 'web'),
    payment_intent_data: paymentIntentData,
    payment_method_collection: oneOf('always', 'if_required'),
    payment_method_configuration: notSimulated,
    payment_method_data: notSimulated,
    payment_method_options: notSimulated,
    permissions: notSimulated,
    phone_number_collection: object({}, { enabled: bool }),
    redirect_on_completion: oneOf('always', 'if_required', 'never'),
    return_url: url,
    saved_payment_method_options: notSimulated,
    setup_intent_data: notSimulated,
    shipping_address_collection: object({}, { allowed_countries: list(country, { max: 300 }) }),
    shipping_options: list(object({ shipping_rate: text(), shipping_rate_data: shippingRateData }), {
      min: 0,
      max: 5,
      tooMany: 'Checkout Sessions can have at most 5 shipping options.',
    }),
    submit_type: oneOf('auto', 'book', 'donate', 'pay', 'subscribe'),
    subscription_data: notSimulated,
    success_url: url,
    tax_id_collection: object({ required: notSimulated }, { enabled: offSwitch }),
    ui_mode: oneOf('elements', 'embedded_page', 'form', 'hosted_page'),
    wallet_options: notSimulated,
    expand,
  },
  { mode: oneOf('payment', 'setup', 'subscription') },
);
export type SessionCreate = v.InferOutput<typeof sessionCreate>;

export const sessionUpdate = object({ metadata, expand });

export const sessionList = object({
  created,
  customer: notSimulated,
  customer_account: notSimulated,
  customer_details: object({}, { email }),
  payment_intent: text(),
  payment_link: notSimulated,
  status: oneOf('complete', 'expired', 'open'),
  subscription: notSimulated,
  expand,
  ...paging,
});
