import type Stripe from 'stripe';
import { ApiError, missing } from '../api/api-error.js';
import { newId } from '../ids.js';
import type { RefundCreate } from '../params/payment.params.js';
import { given } from '../params/shared-rules.js';
import { second, type Room } from '../room.js';
import { idOf } from './buyer-details.js';

/**
 * Gives money back, at once.
 * @throws ApiError for a payment that is unknown, not made, or has less left
 */
export function createRefund(room: Room, params: RefundCreate): Stripe.Refund {
  const { charge, intent } = refundable(room, params);
  const left = charge.amount - charge.amount_refunded;
  if (left === 0) {
    throw new ApiError(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  }
  const amount = params.amount ?? left;
  if (amount > left) {
    throw new ApiError(
      `Refund amount (${money(amount, charge)}) is greater than unrefunded amount on charge (${money(left, charge)})`,
      { param: 'amount' },
    );
  }

  const refund = room.objects.put<Stripe.Refund>(
    {
      id: newId('re_3'),
      object: 'refund',
      amount,
      balance_transaction: newId('txn_3'),
      charge: charge.id,
      created: second(room),
      currency: charge.currency,
      customer: null,
      customer_account: null,
      destination_details: {
        card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
        type: 'card',
      },
      metadata: given(params.metadata),
      payment_intent: intent.id,
      payment_method: charge.payment_method,
      reason: params.reason ?? null,
      receipt_number: null,
      source_transfer_reversal: null,
      status: 'succeeded',
      transfer_reversal: null,
    },
    charge.id,
  );
  const refunded = room.objects.put<Stripe.Charge>({
    ...charge,
    amount_refunded: charge.amount_refunded + amount,
    refunded: amount === left,
  });
  // Deliveries about a payment queue up behind those about its session.
  const chain = room.objects.ownerOf(intent.id) ?? intent.id;
  // Stripe tells of the bank's reference a moment later, as a change of the refund.
  const referenced = room.objects.put<Stripe.Refund>({
    ...refund,
    destination_details: {
      card: {
        reference: newId('', 12),
        reference_status: 'available',
        reference_type: 'acquirer_reference_number',
        type: 'refund',
      },
      type: 'card',
    },
  });
  room.events.emit(chain, [
    ['refund.created', refund],
    ['charge.refunded', refunded],
    ['refund.updated', referenced],
  ]);
  return refund;
}

function refundable(room: Room, params: RefundCreate): { charge: Stripe.Charge; intent: Stripe.PaymentIntent } {
  const charge = params.charge === undefined ? undefined : getCharge(room, params.charge, 'charge');
  const intentId = params.payment_intent ?? (charge?.payment_intent ? idOf(charge.payment_intent) : undefined);
  if (intentId === undefined) {
    throw new ApiError('One of the following params should be provided for this request: payment_intent or charge.', {
      code: 'parameter_missing',
    });
  }
  const intent = room.objects.find('payment_intent', intentId);
  if (!intent) throw missing('payment_intent', intentId, 'payment_intent');
  const paid = charge ?? room.objects.ownedBy(intent.id, 'charge').find(({ status }) => status === 'succeeded');
  if (!paid || paid.status !== 'succeeded' || intent.status !== 'succeeded') {
    throw new ApiError(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      param: 'payment_intent',
    });
  }
  return { charge: paid, intent };
}

export function getCharge(room: Room, id: string, param = 'id'): Stripe.Charge {
  const charge = room.objects.find('charge', id);
  if (!charge) throw missing('charge', id, param);
  return charge;
}

function money(cents: number, { currency }: Stripe.Charge): string {
  return `${(cents / 100).toFixed(2)} ${currency}`;
}
