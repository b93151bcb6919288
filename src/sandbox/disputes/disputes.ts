import type Stripe from 'stripe';
import { ApiError, missing } from '../api-error.js';
import { withMetadata } from '../changed-metadata.js';
import { idOf } from '../checkout/buyer-details.js';
import { chainOf, getCharge } from '../checkout/charges.js';
import type { DeliveryPlan } from '../events/delivery-plan.js';
import type { EventInput } from '../events/event-log.js';
import type { DisputeUpdate } from '../schema/payment.params.js';
import { second, type SandboxContext } from '../sandbox-context.js';
import { endWarnings } from '../radar/radar.js';
import { evidenceDueBy, newDispute, type DisputeFrame } from './dispute-object.js';

type Dispute = Stripe.Dispute;

/** @throws ApiError when there is none */
export function getDispute(context: SandboxContext, id: string): Dispute {
  const dispute = context.objects.find('dispute', id);
  if (!dispute) throw missing('dispute', id);
  return dispute;
}

/**
 * The buyer goes to the bank, which takes the money back until it is decided.
 * @throws ApiError when the charge has not been paid or is in dispute already
 */
export function openDispute(
  context: SandboxContext,
  charge: Stripe.Charge,
  asked: Partial<Omit<DisputeFrame, 'created'>>,
  plan?: DeliveryPlan,
): Dispute {
  const { amount = charge.amount, reason = 'fraudulent', inquiry = false } = asked;
  if (charge.status !== 'succeeded') throw new ApiError(`Charge ${charge.id} has not been paid.`);
  if (context.objects.ownedBy(charge.id, 'dispute').some(isOpen)) {
    throw new ApiError(`Charge ${charge.id} is in dispute already.`, { code: 'charge_disputed' });
  }
  if (amount > charge.amount) {
    throw new ApiError(`Charge ${charge.id} was for ${charge.amount}, less than ${amount}.`, { param: 'amount' });
  }
  const frame = { amount, reason, inquiry, created: second(context) };
  const dispute = context.objects.put(newDispute(charge, frame), charge.id);
  context.objects.put<Stripe.Charge>({ ...charge, disputed: true });
  const events: EventInput[] = [['charge.dispute.created', dispute]];
  if (!inquiry) events.push(['charge.dispute.funds_withdrawn', dispute]);
  context.events.emit(chainOf(context, charge), events, plan);
  endWarnings(context, charge, 'disputed', plan);
  return dispute;
}

/**
 * Says something to the bank, which then looks into it.
 * @throws ApiError when it is over
 */
export function updateDispute(
  context: SandboxContext,
  id: string,
  params: DisputeUpdate,
  plan?: DeliveryPlan,
): Dispute {
  const { metadata, evidence, submit = evidence !== undefined } = params;
  const dispute = getDispute(context, id);
  if ((submit || evidence) && !awaitsResponse(dispute)) throw wrongStatus(dispute);
  const told: Dispute = {
    ...withMetadata(dispute, metadata),
    evidence: { ...dispute.evidence, ...evidence },
    evidence_details: {
      ...dispute.evidence_details,
      has_evidence: dispute.evidence_details.has_evidence || evidence !== undefined,
    },
  };
  const updated = context.objects.put(submit ? submitted(told) : told);
  emit(context, updated, ['charge.dispute.updated'], plan);
  return updated;
}

/**
 * The bank is not content with the answer to its inquiry, or got none, and takes the money back.
 * @throws ApiError unless it is an open inquiry
 */
export function escalateDispute(context: SandboxContext, id: string, plan?: DeliveryPlan): Dispute {
  const dispute = getDispute(context, id);
  if (!isOpen(dispute) || !isInquiry(dispute)) throw wrongStatus(dispute);
  const { payment_method_details: method, evidence_details: details } = dispute;
  const escalated = context.objects.put<Dispute>({
    ...dispute,
    status: 'needs_response',
    is_charge_refundable: false,
    evidence_details: { ...details, due_by: evidenceDueBy(second(context)) },
    ...(method?.card && { payment_method_details: { ...method, card: { ...method.card, case_type: 'chargeback' } } }),
  });
  emit(context, escalated, ['charge.dispute.updated', 'charge.dispute.funds_withdrawn'], plan);
  return escalated;
}

/**
 * The bank has decided.
 * @throws ApiError when it has before
 */
export function closeDispute(
  context: SandboxContext,
  id: string,
  outcome: 'won' | 'lost',
  plan?: DeliveryPlan,
): Dispute {
  const dispute = getDispute(context, id);
  if (!isOpen(dispute)) throw wrongStatus(dispute);
  const inquiry = isInquiry(dispute);
  const closed = context.objects.put<Dispute>({
    ...dispute,
    status: inquiry ? 'warning_closed' : outcome,
    is_charge_refundable: inquiry || outcome === 'won',
  });
  const reinstated = !inquiry && outcome === 'won';
  emit(context, closed, ['charge.dispute.closed', ...(reinstated ? ['charge.dispute.funds_reinstated'] : [])], plan);
  return closed;
}

export function isOpen({ status }: Dispute): boolean {
  return status.endsWith('needs_response') || status.endsWith('under_review');
}

export function isInquiry({ status }: Dispute): boolean {
  return status.startsWith('warning_');
}

export function awaitsResponse({ status }: Dispute): boolean {
  return status.endsWith('needs_response');
}

function submitted(dispute: Dispute): Dispute {
  const { evidence_details: details } = dispute;
  return {
    ...dispute,
    evidence_details: { ...details, submission_count: details.submission_count + 1, submission_method: 'manual' },
    status: isInquiry(dispute) ? 'warning_under_review' : 'under_review',
  };
}

function emit(context: SandboxContext, dispute: Dispute, types: string[], plan?: DeliveryPlan): void {
  const chain = chainOf(context, getCharge(context, idOf(dispute.charge)));
  const inputs = types.map((type): EventInput => [type, dispute]);
  context.events.emit(chain, inputs, plan);
}

function wrongStatus({ status }: Dispute): ApiError {
  return new ApiError(`This dispute has a status of ${status}.`, { code: 'dispute_not_open' });
}
