import type Stripe from 'stripe';
import { newId } from '../ids.js';
import { given } from '../schema/shared-rules.js';
import type { Extra } from '../store/kinds.js';
import { idOf } from './buyer-details.js';
import { methodDetails, type Method } from './payment-method-details.js';

/** The fields of a session that its payment takes over. */
export type PayableSession = Pick<
  Stripe.Checkout.Session,
  | 'allowed_payment_method_types'
  | 'amount_total'
  | 'collected_information'
  | 'currency'
  | 'customer_details'
  | 'payment_method_types'
>;

/** A payment that waits for a means of payment. */
export function newIntent(session: PayableSession, { intentData }: Extra, created: number): Stripe.PaymentIntent {
  const id = newId('pi_3');
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: session.allowed_payment_method_types,
    amount: session.amount_total ?? 0,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: intentData?.capture_method ?? 'automatic_async',
    client_secret: newId(`${id}_secret_`),
    confirmation_method: 'automatic',
    created,
    currency: session.currency ?? 'eur',
    customer: null,
    customer_account: null,
    description: intentData?.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: given(intentData?.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: session.payment_method_types,
    payment_record: null,
    processing: null,
    receipt_email: intentData?.receipt_email ?? null,
    review: null,
    setup_future_usage: null,
    shipping: shippingOf(session, intentData),
    source: null,
    statement_descriptor: intentData?.statement_descriptor ?? null,
    statement_descriptor_suffix: intentData?.statement_descriptor_suffix ?? null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: intentData?.transfer_group ?? null,
  };
}

export type ChargeStatus = 'succeeded' | 'pending' | 'failed';

/** One attempt to take the money: by card, or by direct debit when it takes time, unless the method is given. */
export function newCharge(
  intent: Stripe.PaymentIntent,
  session: Pick<PayableSession, 'customer_details'>,
  status: ChargeStatus,
  created: number,
  method: Method = status === 'pending' ? 'sepa_debit' : 'card',
) {
  const { address = null, email = null, name = null, phone = null } = session.customer_details ?? {};
  const failed = status === 'failed';
  return {
    id: newId('ch_3'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: status === 'succeeded' ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: status === 'succeeded' ? newId('txn_3') : null,
    billing_details: { address, email, name, phone, tax_id: null },
    calculated_statement_descriptor: 'BAC A SABLE',
    captured: status === 'succeeded',
    created,
    currency: intent.currency,
    customer: null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failed ? 'card_declined' : null,
    failure_message: failed ? 'Your card was declined.' : null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: {
      advice_code: failed ? 'try_again_later' : null,
      network_advice_code: null,
      network_decline_code: failed ? '05' : null,
      network_status: failed ? 'declined_by_network' : 'approved_by_network',
      reason: failed ? 'generic_decline' : null,
      risk_level: 'normal',
      risk_score: 20,
      seller_message: failed ? 'The bank did not return any further details with this decline.' : 'Payment complete.',
      type: failed ? 'issuer_declined' : 'authorized',
    },
    paid: !failed,
    payment_intent: intent.id,
    payment_method: intent.payment_method && idOf(intent.payment_method),
    payment_method_details: methodDetails(method, intent.amount),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status,
    transfer_data: null,
    transfer_group: intent.transfer_group,
  } satisfies Stripe.Charge;
}

function shippingOf(session: PayableSession, intentData: Extra['intentData']): Stripe.PaymentIntent['shipping'] {
  const collected = session.collected_information?.shipping_details;
  if (collected) {
    return { address: collected.address, name: collected.name, phone: session.customer_details?.phone ?? null };
  }
  const asked = intentData?.shipping;
  if (!asked) return null;
  const { city, country, line1, line2, postal_code: postalCode, state } = asked.address;
  return {
    address: {
      city: city ?? null,
      country: country ?? null,
      line1: line1 ?? null,
      line2: line2 ?? null,
      postal_code: postalCode ?? null,
      state: state ?? null,
    },
    carrier: asked.carrier ?? null,
    name: asked.name,
    phone: asked.phone ?? null,
    tracking_number: asked.tracking_number ?? null,
  };
}
