import { EVIDENCE_FIELDS, type EvidenceField } from '../disputes/dispute-object.js';
import { list, notSimulated, object, type Params, type Rule } from './rule.js';
import { amount, currency, email, int, matching, oneOf, percent, text, bool } from './scalar-rules.js';
import { created, expand, metadata, paging, shipping } from './shared-rules.js';

export const intentUpdate = {
  description: text({ max: 1000 }),
  metadata,
  receipt_email: email,
  shipping,
  expand,
};
export type IntentUpdate = Params<typeof intentUpdate>;

export const intentList = { created, customer: notSimulated, customer_account: notSimulated, expand, ...paging };

export const chargeList = { created, payment_intent: text(), expand, ...paging };

export const refundCreate = {
  amount: amount({ min: 1 }),
  charge: text(),
  currency: notSimulated,
  customer: notSimulated,
  instructions_email: email,
  metadata,
  origin: notSimulated,
  payment_intent: text(),
  reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
  refund_application_fee: notSimulated,
  reverse_transfer: notSimulated,
  expand,
};
export type RefundCreate = Partial<Params<typeof refundCreate>>;

export const refundUpdate = { metadata, expand };

export const refundList = { charge: text(), created, payment_intent: text(), expand, ...paging };

const evidence = object(
  Object.fromEntries(EVIDENCE_FIELDS.map((name) => [name, text({ max: 20_000 })])) as Record<
    EvidenceField,
    Rule<string>
  >,
);

export const disputeUpdate = { evidence, intended_submission_method: notSimulated, metadata, submit: bool, expand };
export type DisputeUpdate = Partial<Params<typeof disputeUpdate>>;

export const disputeList = { charge: text(), created, payment_intent: text(), expand, ...paging };

export const couponCreate = {
  amount_off: amount({ min: 1 }),
  applies_to: notSimulated,
  currency,
  currency_options: notSimulated,
  duration: oneOf('forever', 'once', 'repeating'),
  duration_in_months: int({ min: 1 }),
  id: matching(/^[A-Za-z0-9_-]{1,500}$/, (value) => `Invalid coupon id: ${value}`),
  max_redemptions: int({ min: 1 }),
  metadata,
  name: text({ max: 40 }),
  percent_off: percent,
  redeem_by: int(),
  expand,
};
export type CouponCreate = Params<typeof couponCreate>;

export const couponUpdate = { currency_options: notSimulated, metadata, name: text({ max: 40 }), expand };

export const couponList = { created, expand, ...paging };

export const eventList = {
  created,
  delivery_success: bool,
  type: text(),
  types: list(text(), { max: 20 }),
  expand,
  ...paging,
};

export const retrieve = { expand };
export const lineItemList = { expand, ...paging };
