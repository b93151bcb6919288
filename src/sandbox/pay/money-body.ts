import type * as v from 'valibot';
import { DISPUTE_REASONS } from '../disputes/dispute-object.js';
import { object, parseParams } from '../schema/params.js';
import { amount, bool, int, matching, oneOf } from '../schema/scalar-rules.js';
import { CLOSED_REASONS, FRAUD_TYPES } from '../radar/radar-objects.js';
import { FAILURE_REASONS, REFUND_STATUSES } from '../refunds/refund-object.js';
import type { RefundPlan } from '../refunds/refund-plans.store.js';
import { deliveryFields, planOf } from '../events/delivery-fields.js';
import { withoutBlanks, type FormObject } from '../schema/form.js';

const part = {
  /** In cents, or in euros from a form. The full amount without either. */
  amount: amount({ min: 1 }),
  euros: matching(/^\d{1,6}([.,]\d{1,2})?$/, (value) => `Invalid amount: ${value.slice(0, 20)}`),
};
const course = {
  status: oneOf(...REFUND_STATUSES),
  then: oneOf('succeed', 'fail', 'cancel'),
  afterSeconds: int({ max: 31_536_000 }),
  failureReason: oneOf(...FAILURE_REASONS),
  ...deliveryFields,
};

const nextRefunds = object({ ...course, times: int({ min: 1, max: 10_000 }) });
const refund = object({ ...part, ...course, reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer') });
const refundEnd = object(
  { failureReason: oneOf(...FAILURE_REASONS), ...deliveryFields },
  { outcome: oneOf('succeed', 'fail', 'cancel') },
);
const dispute = object({ ...part, reason: oneOf(...DISPUTE_REASONS), inquiry: bool, ...deliveryFields });
const disputeStep = object(deliveryFields, { outcome: oneOf('respond', 'escalate', 'won', 'lost') });
const fraudWarning = object({ fraudType: oneOf(...FRAUD_TYPES), ...deliveryFields });
const review = object(deliveryFields);
const reviewEnd = object({ closedReason: oneOf(...CLOSED_REASONS), ...deliveryFields });

/** A refund made in Stripe's dashboard, not by the shop. */
export const readRefund = (form: FormObject) => parseParams(refund, withoutBlanks(form));
/** The plan for the next refunds made by the API. */
export const readNextRefunds = (form: FormObject) => parseParams(nextRefunds, withoutBlanks(form));
export const readRefundEnd = (form: FormObject) => parseParams(refundEnd, withoutBlanks(form));
export const readDispute = (form: FormObject) => parseParams(dispute, withoutBlanks(form));
export const readDisputeStep = (form: FormObject) => parseParams(disputeStep, withoutBlanks(form));
export const readFraudWarning = (form: FormObject) => parseParams(fraudWarning, withoutBlanks(form));
export const readReview = (form: FormObject) => parseParams(review, withoutBlanks(form));
export const readReviewEnd = (form: FormObject) => parseParams(reviewEnd, withoutBlanks(form));

/** @returns cents; undefined for all of it */
export function centsOf({ amount: cents, euros }: Pick<v.InferOutput<typeof refund>, 'amount' | 'euros'>) {
  return cents ?? (euros === undefined ? undefined : Math.round(Number(euros.replace(',', '.')) * 100));
}

export function courseOf(asked: v.InferOutput<typeof nextRefunds>): RefundPlan {
  const { status = 'succeeded', then = null, afterSeconds = 1, failureReason = 'unknown' } = asked;
  return { status, then, afterSeconds, failureReason, delivery: planOf(asked) };
}
