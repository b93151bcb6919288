import type Stripe from 'stripe';
import { newId } from '../ids.js';

/** The doc comment of `fraud_type` in the SDK's EarlyFraudWarnings. */
export const FRAUD_TYPES = [
  'card_never_received',
  'fraudulent_card_application',
  'made_with_counterfeit_card',
  'made_with_lost_card',
  'made_with_stolen_card',
  'misc',
  'unauthorized_use_of_card',
] as const;
export type FraudType = (typeof FRAUD_TYPES)[number];

/** Why a review ends: the doc comment of `closed_reason` in the SDK's Reviews. */
export const CLOSED_REASONS = [
  'acknowledged',
  'approved',
  'canceled',
  'disputed',
  'payment_never_settled',
  'redacted',
  'refunded',
  'refunded_as_fraud',
] as const;
export type ClosedReason = (typeof CLOSED_REASONS)[number];

export function newFraudWarning(
  { id: charge, payment_intent: intent }: Stripe.Charge,
  fraudType: FraudType,
  created: number,
): Stripe.Radar.EarlyFraudWarning {
  return {
    id: newId('issfr_1'),
    object: 'radar.early_fraud_warning',
    actionable: true,
    charge,
    created,
    fraud_type: fraudType,
    livemode: false,
    ...(intent && { payment_intent: intent }),
  };
}

export function newReview({ id: charge, payment_intent: intent }: Stripe.Charge, created: number): Stripe.Review {
  return {
    id: newId('prv_1'),
    object: 'review',
    billing_zip: null,
    charge,
    closed_reason: null,
    created,
    ip_address: null,
    ip_address_location: null,
    livemode: false,
    open: true,
    opened_reason: 'manual',
    ...(intent && { payment_intent: intent }),
    reason: 'manual',
    session: null,
  };
}
