import { expand, metadata, paging, created, shipping } from './shared-rules.js';
import { list, must, notSimulated, object, type Params, type Rule } from './rule.js';
import { ApiError } from '../api/api-error.js';
import { amount, bool, currency, email, int, matching, oneOf, text, url } from './scalar-rules.js';

/** Stripe can't ship there: the doc comment of `allowed_countries` in the SDK's Checkout/Sessions. */
const NOT_SHIPPED = 'AS CX CC CU HM IR KP MH FM NF MP PW SY UM VI'.split(' ');

const country: Rule<string> = {
  check(value, param) {
    if (typeof value === 'string' && /^[A-Z]{2}$/.test(value) && !NOT_SHIPPED.includes(value)) return value;
    throw new ApiError(`Invalid ${param}: must be a country that Stripe ships to, as two capital letters`, { param });
  },
};

const locale = matching(
  /^(auto|bg|cs|da|de|el|en(-GB)?|es(-419)?|et|fil?|fr(-CA)?|hi-IN|hr|hu|id|it|ja|ko|l[tv]|m[st]|nb|nl|p[lt]|pt-BR|r[ou]|s[klv]|t[hr]|vi|zh(-HK|-TW)?)$/,
  (value) => `Invalid locale: ${value}`,
);

const paymentMethod = matching(/^[a-z0-9_]{2,40}$/, (value) => `Invalid payment method type: ${value}`);

/** Stripe's own switches that the sandbox leaves off. */
const offSwitch: Rule<boolean> = {
  check(value, param) {
    const on = bool.check(value, param);
    return on ? notSimulated.check(value, param) : on;
  },
};

const productData = object({
  name: must(text({ max: 1500 })),
  description: text(),
  images: list(url, { max: 8, min: 0 }),
  metadata,
  tax_code: text(),
  tax_details: notSimulated,
  unit_label: text({ max: 12 }),
});

const lineItem = object({
  adjustable_quantity: object({ enabled: must(offSwitch), minimum: int(), maximum: int() }),
  metadata,
  price: text(),
  price_data: object({
    currency: must(currency),
    product: text(),
    product_data: productData,
    recurring: notSimulated,
    tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
    unit_amount: amount(),
    unit_amount_decimal: notSimulated,
  }),
  quantity: int({ min: 1, max: 999_999 }),
  tax_rates: notSimulated,
});

const estimate = object({
  unit: must(oneOf('business_day', 'day', 'hour', 'month', 'week')),
  value: must(int({ min: 1 })),
});

const shippingRateData = object({
  delivery_estimate: object({ maximum: estimate, minimum: estimate }),
  display_name: must(text({ max: 100 })),
  fixed_amount: object({ amount: must(amount()), currency: must(currency), currency_options: notSimulated }),
  metadata,
  tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
  tax_code: text(),
  type: oneOf('fixed_amount'),
});

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

const customText = object({ message: must(text({ max: 1200 })) });

/** What POST /v1/checkout/sessions takes, in version 2026-10-28.endive: SessionCreateParams of the SDK. */
export const sessionCreate = {
  adaptive_pricing: object({ enabled: offSwitch }),
  after_expiration: object({ recovery: object({ enabled: must(offSwitch), allow_promotion_codes: bool }) }),
  allow_promotion_codes: bool,
  allowed_payment_method_types: list(paymentMethod),
  automatic_tax: object({ enabled: must(offSwitch), liability: notSimulated }),
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
  invoice_creation: object({ enabled: must(offSwitch), invoice_data: notSimulated }),
  line_items: list(lineItem, { max: 100, tooMany: 'Checkout Sessions can have at most 100 line items.' }),
  locale,
  managed_payments: object({ enabled: offSwitch }),
  metadata,
  mode: must(oneOf('payment', 'setup', 'subscription')),
  name_collection: notSimulated,
  optional_items: notSimulated,
  origin_context: oneOf('mobile_app', 'web'),
  payment_intent_data: paymentIntentData,
  payment_method_collection: oneOf('always', 'if_required'),
  payment_method_configuration: notSimulated,
  payment_method_data: notSimulated,
  payment_method_options: notSimulated,
  permissions: notSimulated,
  phone_number_collection: object({ enabled: must(bool) }),
  redirect_on_completion: oneOf('always', 'if_required', 'never'),
  return_url: url,
  saved_payment_method_options: notSimulated,
  setup_intent_data: notSimulated,
  shipping_address_collection: object({ allowed_countries: must(list(country, { max: 300 })) }),
  shipping_options: list(object({ shipping_rate: text(), shipping_rate_data: shippingRateData }), {
    min: 0,
    max: 5,
    tooMany: 'Checkout Sessions can have at most 5 shipping options.',
  }),
  submit_type: oneOf('auto', 'book', 'donate', 'pay', 'subscribe'),
  subscription_data: notSimulated,
  success_url: url,
  tax_id_collection: object({ enabled: must(offSwitch), required: notSimulated }),
  ui_mode: oneOf('elements', 'embedded_page', 'form', 'hosted_page'),
  wallet_options: notSimulated,
  expand,
};
export type SessionCreate = Params<typeof sessionCreate>;

export const sessionUpdate = { metadata, expand };

export const sessionList = {
  created,
  customer: notSimulated,
  customer_account: notSimulated,
  customer_details: object({ email: must(email) }),
  payment_intent: text(),
  payment_link: notSimulated,
  status: oneOf('complete', 'expired', 'open'),
  subscription: notSimulated,
  expand,
  ...paging,
};
