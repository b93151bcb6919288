import type Stripe from 'stripe';
import { ApiError, missing } from '../api-error.js';
import { idOf } from '../checkout/buyer-details.js';
import { chainOf, getCharge, paidCharge } from '../checkout/charges.js';
import type { EventInput } from '../events/event-log.js';
import type { RefundCreate } from '../schema/payment.params.js';
import { second, type SandboxContext } from '../sandbox-context.js';
import { endWarnings } from '../radar/radar.js';
import { newRefund, withReference } from './refund-object.js';
import type { RefundPlan } from './refund-plans.store.js';

const AT_ONCE: RefundPlan = {
  status: 'succeeded',
  then: null,
  afterSeconds: 0,
  failureReason: 'unknown',
  delivery: { mode: 'once' },
};

/**
 * Gives money back: at once, unless this refund was planned to go otherwise.
 * @param plan how it goes; what was planned for the next one unless given
 * @throws ApiError for a payment that is unknown, not made, disputed, or has less left
 */
export function createRefund(context: SandboxContext, params: RefundCreate, plan?: RefundPlan): Stripe.Refund {
  const charge = refundable(context, params);
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

  const { status, then, afterSeconds, failureReason, delivery } = plan ?? context.refundPlans.takeNext() ?? AT_ONCE;
  const refund = context.objects.put(
    newRefund(charge, params, { amount, status, created: second(context) }),
    charge.id,
  );
  const refunded = context.objects.put<Stripe.Charge>({
    ...charge,
    amount_refunded: charge.amount_refunded + amount,
    refunded: amount === left,
  });
  if (then) {
    context.refundPlans.schedule(
      { refundId: refund.id, outcome: then, failureReason, delivery },
      context.now() + afterSeconds * 1000,
    );
  }
  const events: EventInput[] = [
    ['refund.created', refund],
    ['charge.refunded', refunded],
  ];
  // Stripe tells of the bank's reference a moment later, as a change of the refund.
  if (status === 'succeeded') events.push(['refund.updated', context.objects.put(withReference(refund))]);
  context.events.emit(chainOf(context, charge), events, delivery);
  if (refunded.refunded) endWarnings(context, refunded, 'refunded', delivery);
  return refund;
}

function refundable(context: SandboxContext, params: RefundCreate): Stripe.Charge {
  const { charge: chargeId, payment_intent: intentId } = params;
  if (chargeId !== undefined && intentId !== undefined) {
    throw new ApiError('You may only specify one of these parameters: charge, payment_intent.', { param: 'charge' });
  }
  const charge = chargeId === undefined ? chargeOfIntent(context, intentId) : getCharge(context, chargeId, 'charge');
  const intent = charge.payment_intent && context.objects.find('payment_intent', idOf(charge.payment_intent));
  if (charge.status !== 'succeeded' || (intent && intent.status !== 'succeeded')) {
    throw new ApiError(`Charge ${charge.id} has not been paid, and cannot be refunded.`, { param: 'charge' });
  }
  if (context.objects.ownedBy(charge.id, 'dispute').some(({ is_charge_refundable: open }) => !open)) {
    throw new ApiError(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    });
  }
  return charge;
}

function chargeOfIntent(context: SandboxContext, id: string | undefined): Stripe.Charge {
  if (id === undefined) {
    throw new ApiError('One of the following params should be provided for this request: payment_intent or charge.', {
      code: 'parameter_missing',
    });
  }
  const intent = context.objects.find('payment_intent', id);
  if (!intent) throw missing('payment_intent', id, 'payment_intent');
  const charge = paidCharge(context, id);
  if (charge && intent.status === 'succeeded') return charge;
  throw new ApiError(`This PaymentIntent (${id}) does not have a successful charge to refund.`, {
    param: 'payment_intent',
  });
}

function money(cents: number, { currency }: Stripe.Charge): string {
  return `${(cents / 100).toFixed(2)} ${currency}`;
}
