import type Stripe from 'stripe';
import { newId } from '../ids.js';
import { EVIDENCE_FIELDS, type EvidenceField } from '../schema/evidence-fields.js';

/** docs.stripe.com/disputes/categories, and the doc comment of `reason` in the SDK's Disputes. */
export const DISPUTE_REASONS = [
  'bank_cannot_process',
  'check_returned',
  'credit_not_processed',
  'customer_initiated',
  'debit_not_authorized',
  'duplicate',
  'fraudulent',
  'general',
  'incorrect_account_details',
  'insufficient_funds',
  'noncompliant',
  'product_not_received',
  'product_unacceptable',
  'subscription_canceled',
  'unrecognized',
] as const;

export interface DisputeFrame {
  amount: number;
  reason: (typeof DISPUTE_REASONS)[number];
  /** A question of the bank's, before any money is taken. */
  inquiry: boolean;
  created: number;
}

/** Days to answer in. */
const DAYS_TO_RESPOND = 9;

export function evidenceDueBy(from: number): number {
  return from + DAYS_TO_RESPOND * 86_400;
}

export function newDispute(charge: Stripe.Charge, { amount, reason, inquiry, created }: DisputeFrame): Stripe.Dispute {
  const nothing = Object.fromEntries(EVIDENCE_FIELDS.map((name) => [name, null])) as Record<EvidenceField, null>;
  return {
    id: newId('du_1'),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: { ...nothing, enhanced_evidence: {} },
    evidence_details: {
      due_by: evidenceDueBy(created),
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: {
        brand: 'visa',
        case_type: inquiry ? 'inquiry' : 'chargeback',
        network: 'visa',
        network_reason_code: '10.4',
      },
      type: 'card',
    },
    reason,
    status: inquiry ? 'warning_needs_response' : 'needs_response',
  };
}
