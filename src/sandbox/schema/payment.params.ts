import * as v from 'valibot';
import { EVIDENCE_FIELDS, type EvidenceField } from './evidence-fields.js';
import { list, notSimulated, object } from './params.js';
import { amount, bool, currency, email, int, matching, oneOf, percent, text } from './scalar-rules.js';
import { created, expand, metadata, paging, shipping } from './shared-rules.js';

/** Test cards of docs.stripe.com/testing that the sandbox knows. */
const testCard = oneOf('pm_card_visa', 'pm_card_createDispute', 'pm_card_createIssuerFraudRecord');

/** A payment without a session: paid at once by a test card. */
export const intentCreate = object(
  {
    automatic_payment_methods: object({ allow_redirects: oneOf('always', 'never') }, { enabled: bool }),
    description: text({ max: 1000 }),
    metadata,
    receipt_email: email,
    shipping,
    expand,
  },
  { amount: amount({ min: 1 }), confirm: v.pipe(bool, v.literal(true)), currency, payment_method: testCard },
);
export type IntentCreate = v.InferOutput<typeof intentCreate>;

export const intentUpdate = object({
  description: text({ max: 1000 }),
  metadata,
  receipt_email: email,
  shipping,
  expand,
});

export const intentList = object({
  created,
  customer: notSimulated,
  customer_account: notSimulated,
  expand,
  ...paging,
});

export const chargeList = object({ created, payment_intent: text(), expand, ...paging });

export const refundCreate = object({
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
});
export type RefundCreate = v.InferOutput<typeof refundCreate>;

export const refundUpdate = object({ metadata, expand });

export const refundList = object({ charge: text(), created, payment_intent: text(), expand, ...paging });

const evidence = object(
  Object.fromEntries(EVIDENCE_FIELDS.map((name) => [name, text({ max: 20_000 })])) as Record<
    EvidenceField,
    ReturnType<typeof text>
  >,
);

export const disputeUpdate = object({
  evidence,
  intended_submission_method: notSimulated,
  metadata,
  submit: bool,
  expand,
});
export type DisputeUpdate = v.InferOutput<typeof disputeUpdate>;

export const disputeList = object({ charge: text(), created, payment_intent: text(), expand, ...paging });

export const fraudWarningList = object({ charge: text(), created, payment_intent: text(), expand, ...paging });

export const reviewList = object({ created, expand, ...paging });

export const couponCreate = object({
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
});
export type CouponCreate = v.InferOutput<typeof couponCreate>;

export const couponDelete = object({});

export const couponUpdate = object({ currency_options: notSimulated, metadata, name: text({ max: 40 }), expand });

export const couponList = object({ created, expand, ...paging });

export const eventList = object({
  created,
  delivery_success: bool,
  type: text(),
  types: list(text(), { max: 20 }),
  expand,
  ...paging,
});

export const retrieve = object({ expand });
export const lineItemList = object({ expand, ...paging });
