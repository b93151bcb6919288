import type Stripe from 'stripe';
import { ApiError, missing } from '../api/api-error.js';
import { withMetadata } from '../api/changed-metadata.js';
import { idOf } from '../checkout/buyer-details.js';
import { chainOf, getCharge } from '../checkout/charges.js';
import type { DeliveryPlan } from '../events/delivery-plan.js';
import type { Happening } from '../events/event-log.js';
import type { DisputeUpdate } from '../params/payment.params.js';
import { second, type Room } from '../room.js';
import { newDispute, type DisputeFrame } from './dispute-object.js';

type Dispute = Stripe.Dispute;

/** @throws ApiError when there is none */
export function getDispute(room: Room, id: string): Dispute {
  const dispute = room.objects.find('dispute', id);
  if (!dispute) throw missing('dispute', id);
  return dispute;
}

/**
 * The buyer goes to the bank, which takes the money back until it is decided.
 * @throws ApiError when the charge has not been paid or is in dispute already
 */
export function openDispute(
  room: Room,
  charge: Stripe.Charge,
  asked: Partial<Omit<DisputeFrame, 'created'>>,
  plan?: DeliveryPlan,
): Dispute {
  const { amount = charge.amount, reason = 'fraudulent', inquiry = false } = asked;
  if (charge.status !== 'succeeded') throw new ApiError(`Charge ${charge.id} has not been paid.`);
  if (room.objects.ownedBy(charge.id, 'dispute').some(isOpen)) {
    throw new ApiError(`Charge ${charge.id} is in dispute already.`, { code: 'charge_disputed' });
  }
  if (amount > charge.amount) {
    throw new ApiError(`Charge ${charge.id} was for ${charge.amount}, less than ${amount}.`, { param: 'amount' });
  }
  const frame = { amount, reason, inquiry, created: second(room) };
  const dispute = room.objects.put(newDispute(charge, frame), charge.id);
  room.objects.put<Stripe.Charge>({ ...charge, disputed: true });
  const events: Happening[] = [['charge.dispute.created', dispute]];
  if (!inquiry) events.push(['charge.dispute.funds_withdrawn', dispute]);
  room.events.emit(chainOf(room, charge), events, plan);
  return dispute;
}

/**
 * Says something to the bank, which then looks into it.
 * @throws ApiError when it is over
 */
export function updateDispute(room: Room, id: string, params: DisputeUpdate, plan?: DeliveryPlan): Dispute {
  const { metadata, evidence, submit = evidence !== undefined } = params;
  const dispute = getDispute(room, id);
  if ((submit || evidence) && !awaitsResponse(dispute)) throw wrongStatus(dispute);
  const given = Object.fromEntries(Object.entries(evidence ?? {}).filter(([, value]) => value !== undefined));
  const told: Dispute = {
    ...withMetadata(dispute, metadata),
    evidence: { ...dispute.evidence, ...given },
    evidence_details: {
      ...dispute.evidence_details,
      has_evidence: dispute.evidence_details.has_evidence || evidence !== undefined,
    },
  };
  const updated = room.objects.put(submit ? submitted(told) : told);
  emit(room, updated, ['charge.dispute.updated'], plan);
  return updated;
}

/**
 * The bank has decided.
 * @throws ApiError when it has before
 */
export function closeDispute(room: Room, id: string, outcome: 'won' | 'lost', plan?: DeliveryPlan): Dispute {
  const dispute = getDispute(room, id);
  if (!isOpen(dispute)) throw wrongStatus(dispute);
  const inquiry = dispute.status.startsWith('warning_');
  const closed = room.objects.put<Dispute>({
    ...dispute,
    status: inquiry ? 'warning_closed' : outcome,
    is_charge_refundable: inquiry || outcome === 'won',
  });
  const reinstated = !inquiry && outcome === 'won';
  emit(room, closed, ['charge.dispute.closed', ...(reinstated ? ['charge.dispute.funds_reinstated'] : [])], plan);
  return closed;
}

export function isOpen({ status }: Dispute): boolean {
  return status.endsWith('needs_response') || status.endsWith('under_review');
}

export function awaitsResponse({ status }: Dispute): boolean {
  return status.endsWith('needs_response');
}

function submitted(dispute: Dispute): Dispute {
  const { evidence_details: details, status } = dispute;
  return {
    ...dispute,
    evidence_details: { ...details, submission_count: details.submission_count + 1, submission_method: 'manual' },
    status: status.startsWith('warning_') ? 'warning_under_review' : 'under_review',
  };
}

function emit(room: Room, dispute: Dispute, types: string[], plan?: DeliveryPlan): void {
  const chain = chainOf(room, getCharge(room, idOf(dispute.charge)));
  const happenings = types.map((type): Happening => [type, dispute]);
  room.events.emit(chain, happenings, plan);
}

function wrongStatus({ status }: Dispute): ApiError {
  return new ApiError(`This dispute has a status of ${status}.`, { code: 'dispute_not_open' });
}
