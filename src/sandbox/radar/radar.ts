import type Stripe from 'stripe';
import { ApiError, missing } from '../api-error.js';
import { idOf } from '../checkout/buyer-details.js';
import { chainOf, getCharge } from '../checkout/charges.js';
import type { DeliveryPlan } from '../events/delivery-plan.js';
import { second, type SandboxContext } from '../sandbox-context.js';
import { newFraudWarning, newReview, type ClosedReason, type FraudType } from './radar-objects.js';

type Warning = Stripe.Radar.EarlyFraudWarning;

/** @throws ApiError when there is none */
export function getFraudWarning(context: SandboxContext, id: string): Warning {
  const warning = context.objects.find('radar.early_fraud_warning', id);
  if (!warning) throw missing('early_fraud_warning', id);
  return warning;
}

/** @throws ApiError when there is none */
export function getReview(context: SandboxContext, id: string): Stripe.Review {
  const review = context.objects.find('review', id);
  if (!review) throw missing('review', id);
  return review;
}

/**
 * The card's bank says that the payment is fraud.
 * @throws ApiError when the charge has not been paid or was reported before
 */
export function reportFraud(
  context: SandboxContext,
  charge: Stripe.Charge,
  fraudType: FraudType = 'misc',
  plan?: DeliveryPlan,
): Warning {
  if (charge.status !== 'succeeded') throw new ApiError(`Charge ${charge.id} has not been paid.`);
  if (context.objects.ownedBy(charge.id, 'radar.early_fraud_warning').length > 0) {
    throw new ApiError(`Charge ${charge.id} was reported as fraud already.`);
  }
  const warning = context.objects.put(newFraudWarning(charge, fraudType, second(context)), charge.id);
  context.events.emit(chainOf(context, charge), [['radar.early_fraud_warning.created', warning]], plan);
  return warning;
}

/**
 * Somebody asks for a look at the payment.
 * @throws ApiError when it is open already
 */
export function openReview(context: SandboxContext, charge: Stripe.Charge, plan?: DeliveryPlan): Stripe.Review {
  if (context.objects.ownedBy(charge.id, 'review').some(({ open }) => open)) {
    throw new ApiError(`Charge ${charge.id} is in review already.`);
  }
  const review = context.objects.put(newReview(charge, second(context)), charge.id);
  context.objects.put<Stripe.Charge>({ ...charge, review: review.id });
  context.events.emit(chainOf(context, charge), [['review.opened', review]], plan);
  return review;
}

/** @throws ApiError when it is closed already */
export function closeReview(
  context: SandboxContext,
  id: string,
  reason: ClosedReason = 'approved',
  plan?: DeliveryPlan,
): Stripe.Review {
  const review = getReview(context, id);
  if (!review.open) throw new ApiError(`This review is closed.`, { code: 'review_closed' });
  const charge = getCharge(context, idOf(review.charge ?? ''));
  context.objects.put<Stripe.Charge>({ ...charge, review: null });
  const closed = context.objects.put<Stripe.Review>({ ...review, open: false, closed_reason: reason, reason });
  context.events.emit(chainOf(context, charge), [['review.closed', closed]], plan);
  return closed;
}

/** A dispute or a full refund leaves nothing to do about warnings and reviews. */
export function endWarnings(
  context: SandboxContext,
  { id }: Stripe.Charge,
  reason: 'disputed' | 'refunded',
  plan?: DeliveryPlan,
): void {
  for (const review of context.objects.ownedBy(id, 'review').filter(({ open }) => open)) {
    closeReview(context, review.id, reason, plan);
  }
  const warnings = context.objects.ownedBy(id, 'radar.early_fraud_warning');
  for (const warning of warnings.filter(({ actionable }) => actionable)) {
    const ended = context.objects.put<Warning>({ ...warning, actionable: false });
    const chain = chainOf(context, getCharge(context, id));
    context.events.emit(chain, [['radar.early_fraud_warning.updated', ended]], plan);
  }
}
