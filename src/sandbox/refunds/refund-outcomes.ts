import type Stripe from 'stripe';
import { ApiError, missing } from '../api-error.js';
import { withMetadata } from '../changed-metadata.js';
import { idOf } from '../checkout/buyer-details.js';
import { chainOf, getCharge } from '../checkout/charges.js';
import type { DeliveryPlan } from '../events/delivery-plan.js';
import type { EventInput } from '../events/event-log.js';
import { newId } from '../ids.js';
import type { Metadata } from '../schema/shared-rules.js';
import type { SandboxContext } from '../sandbox-context.js';
import { ended, withReference, type FailureReason } from './refund-object.js';
import type { Outcome } from './refund-plans.store.js';

export interface OutcomeDetails {
  failureReason?: FailureReason | undefined;
  delivery?: DeliveryPlan | undefined;
}

/** @throws ApiError when there is none */
export function getRefund(context: SandboxContext, id: string): Stripe.Refund {
  const refund = context.objects.find('refund', id);
  if (!refund) throw missing('refund', id);
  return refund;
}

/**
 * What the bank does with a refund. A failure may follow a success, weeks later: docs.stripe.com/refunds#failed-refunds
 * @throws ApiError when the refund is not in a state for it
 */
export function endRefund(
  context: SandboxContext,
  id: string,
  outcome: Outcome,
  details: OutcomeDetails = {},
): Stripe.Refund {
  const refund = getRefund(context, id);
  const waiting = refund.status === 'pending' || refund.status === 'requires_action';
  if (!waiting && !(outcome === 'fail' && refund.status === 'succeeded')) {
    throw new ApiError(`This refund has a status of ${String(refund.status)}.`, { code: 'refund_not_pending' });
  }
  const charge = getCharge(context, idOf(refund.charge ?? ''));
  const events = outcome === 'succeed' ? succeed(context, refund) : undo(context, refund, charge, outcome, details);
  context.events.emit(chainOf(context, charge), events, details.delivery);
  return getRefund(context, id);
}

/** By the API: only those that wait for the buyer can be cancelled. */
export function cancelRefund(context: SandboxContext, id: string): Stripe.Refund {
  const { status } = getRefund(context, id);
  if (status !== 'requires_action') {
    throw new ApiError(`Only refunds with a status of requires_action can be canceled; it is ${String(status)}.`);
  }
  return endRefund(context, id, 'cancel');
}

export function updateRefund(context: SandboxContext, id: string, metadata: Metadata | undefined): Stripe.Refund {
  const refund = context.objects.put(withMetadata(getRefund(context, id), metadata));
  const charge = getCharge(context, idOf(refund.charge ?? ''));
  if (metadata) context.events.emit(chainOf(context, charge), [['refund.updated', refund]]);
  return refund;
}

/** Carries out what was planned for refunds and is due. */
export function endDueRefunds(context: SandboxContext): void {
  for (const { refundId, outcome, failureReason, delivery } of context.refundPlans.takeDue(context.now())) {
    try {
      endRefund(context, refundId, outcome, { failureReason, delivery });
    } catch (error) {
      // Somebody was quicker, by hand.
      if (!(error instanceof ApiError)) throw error;
    }
  }
}

function succeed(context: SandboxContext, refund: Stripe.Refund): EventInput[] {
  const balance = refund.balance_transaction ?? newId('txn_3');
  const done = withReference({ ...ended(refund, 'succeeded'), balance_transaction: balance });
  return [['refund.updated', context.objects.put(done)]];
}

/** The money is back on the shop's balance, and the charge has it to refund again. */
function undo(
  context: SandboxContext,
  refund: Stripe.Refund,
  charge: Stripe.Charge,
  outcome: 'fail' | 'cancel',
  { failureReason = 'unknown' }: OutcomeDetails,
): EventInput[] {
  context.objects.put<Stripe.Charge>({
    ...charge,
    amount_refunded: charge.amount_refunded - refund.amount,
    refunded: false,
  });
  if (outcome === 'cancel') return [['refund.updated', context.objects.put(ended(refund, 'canceled'))]];
  const failed = context.objects.put<Stripe.Refund>({
    ...ended(refund, 'failed'),
    failure_balance_transaction: newId('txn_3'),
    failure_reason: failureReason,
  });
  return [
    ['refund.updated', failed],
    ['refund.failed', failed],
  ];
}
