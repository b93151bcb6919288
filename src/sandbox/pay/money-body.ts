import { DISPUTE_REASONS } from '../disputes/dispute-object.js';
import type { FormObject } from '../params/form.js';
import { must, object, type Params } from '../params/rule.js';
import { amount, bool, int, matching, oneOf } from '../params/scalar-rules.js';
import { FAILURE_REASONS, REFUND_STATUSES } from '../refunds/refund-object.js';
import type { RefundPlan } from '../refunds/refund-plans.store.js';
import { deliveryFields, planOf, withoutBlanks } from './pay-body.js';

const part = {
  /** In cents; or, as a person types it, in euros. All of it without either. */
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
const refundFields = {
  ...part,
  ...course,
  reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
};
const refund = object(refundFields);
const refundEnd = object({
  outcome: must(oneOf('succeed', 'fail', 'cancel')),
  failureReason: oneOf(...FAILURE_REASONS),
  ...deliveryFields,
});
const disputeFields = { ...part, reason: oneOf(...DISPUTE_REASONS), inquiry: bool, ...deliveryFields };
const dispute = object(disputeFields);
const disputeStep = object({ outcome: must(oneOf('respond', 'won', 'lost')), ...deliveryFields });

/** A refund that the shop didn't ask for: somebody makes it in Stripe's dashboard. */
export const readRefund = (form: FormObject) => refund.check(withoutBlanks(form), '');
/** How the next refunds that the API makes shall go. */
export const readNextRefunds = (form: FormObject) => nextRefunds.check(withoutBlanks(form), '');
export const readRefundEnd = (form: FormObject) => refundEnd.check(withoutBlanks(form), '');
export const readDispute = (form: FormObject) => dispute.check(withoutBlanks(form), '');
export const readDisputeStep = (form: FormObject) => disputeStep.check(withoutBlanks(form), '');

/** @returns cents; undefined for all of it */
export function centsOf({ amount: cents, euros }: Pick<Params<typeof refundFields>, 'amount' | 'euros'>) {
  return cents ?? (euros === undefined ? undefined : Math.round(Number(euros.replace(',', '.')) * 100));
}

export function courseOf(asked: Params<typeof course>): RefundPlan {
  const { status = 'succeeded', then = null, afterSeconds = 1, failureReason = 'unknown' } = asked;
  return { status, then, afterSeconds, failureReason, delivery: planOf(asked) };
}
