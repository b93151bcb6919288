import type Stripe from 'stripe';
import { newId } from '../ids.js';
import type { RefundCreate } from '../schema/payment.params.js';
import { given } from '../schema/shared-rules.js';

/** The first states of a refund and their later outcomes. */
export const REFUND_STATUSES = ['succeeded', 'pending', 'requires_action'] as const;
export type FirstStatus = (typeof REFUND_STATUSES)[number];

/** Why it fails: the doc comment of `failure_reason` in the SDK's Refunds. */
export const FAILURE_REASONS = [
  'lost_or_stolen_card',
  'expired_or_canceled_card',
  'charge_for_pending_refund_disputed',
  'insufficient_funds',
  'declined',
  'merchant_request',
  'unknown',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

const DAY = 86_400;

export function newRefund(
  charge: Stripe.Charge,
  params: RefundCreate,
  { amount, status, created }: { amount: number; status: FirstStatus; created: number },
): Stripe.Refund {
  return {
    id: newId('re_3'),
    object: 'refund',
    amount,
    balance_transaction: status === 'requires_action' ? null : newId('txn_3'),
    charge: charge.id,
    created,
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: cardDetails({ reference_status: 'pending' }),
    ...(params.instructions_email && { instructions_email: params.instructions_email }),
    metadata: given(params.metadata),
    ...(status === 'requires_action' && { next_action: emailSent(charge, params, created) }),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    ...(status === 'pending' && { pending_reason: 'processing' }),
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status,
    transfer_reversal: null,
  };
}

/** The bank has it: its reference is known. */
export function withReference(refund: Stripe.Refund): Stripe.Refund {
  const details = cardDetails({ reference: newId('', 12), reference_status: 'available' });
  return { ...refund, destination_details: details };
}

/** A refund in its last state says nothing any more of what it was waiting for. */
export function ended(refund: Stripe.Refund, status: 'succeeded' | 'failed' | 'canceled'): Stripe.Refund {
  const { next_action: _action, pending_reason: _reason, ...rest } = refund;
  return { ...rest, status };
}

function cardDetails(
  reference: Pick<Stripe.Refund.DestinationDetails.Card, 'reference' | 'reference_status'>,
): Stripe.Refund.DestinationDetails {
  return { card: { ...reference, reference_type: 'acquirer_reference_number', type: 'refund' }, type: 'card' };
}

/** The buyer is to say where the money shall go. */
function emailSent(charge: Stripe.Charge, params: RefundCreate, created: number): Stripe.Refund.NextAction {
  const to = params.instructions_email ?? charge.billing_details.email ?? '';
  return {
    type: 'display_details',
    display_details: {
      email_sent: { email_sent_at: created, email_sent_to: to },
      expires_at: created + 45 * DAY,
    },
  };
}
