import type Stripe from 'stripe';
import { ApiError } from '../api-error.js';
import type { DeliveryPlan } from '../events/delivery-plan.js';
import type { EventInput } from '../events/event-log.js';
import { newId } from '../ids.js';
import { second, type SandboxContext } from '../sandbox-context.js';
import { withBuyer, idOf, type BuyerDetails } from './buyer-details.js';
import { redeemCoupon } from './coupons.js';
import { newCharge, newIntent, type ChargeStatus } from './payment-objects.js';
import { getSession } from './sessions.js';

type Session = Stripe.Checkout.Session;
type Intent = Stripe.PaymentIntent;

const NO_FUNDS = 'The customer’s account has insufficient funds to cover this payment.';

/** The buyer pays by card: the money is there at once. Nothing to pay makes no payment. */
export function pay(context: SandboxContext, id: string, details: BuyerDetails, plan: DeliveryPlan): Session {
  const session = withBuyer(context, openSession(context, id), details);
  if (session.amount_total === 0) return complete(context, session, null, 'no_payment_required', [], plan);

  const { intent, charge } = collect(context, session, 'succeeded', details.payment_method);
  const events: EventInput[] = [
    ['charge.succeeded', charge],
    ['payment_intent.succeeded', intent],
  ];
  return complete(context, session, intent.id, 'paid', events, plan);
}

/** The buyer chooses a means that takes days: the session is complete, the money is not there. */
export function payLater(context: SandboxContext, id: string, details: BuyerDetails, plan: DeliveryPlan): Session {
  const session = withBuyer(context, openSession(context, id), details);
  if (session.amount_total === 0) throw nothingToPay();
  const { intent, charge } = collect(context, session, 'pending', details.payment_method);
  const events: EventInput[] = [
    ['charge.pending', charge],
    ['payment_intent.processing', intent],
  ];
  return complete(context, session, intent.id, 'unpaid', events, plan);
}

/** The money of `payLater` arrives. */
export function settle(context: SandboxContext, id: string, plan: DeliveryPlan): Session {
  const { session, intent } = awaiting(context, id);
  const charge = chargeOf(context, intent);
  const paidCharge = context.objects.put<Stripe.Charge>({
    ...charge,
    amount_captured: charge.amount,
    balance_transaction: newId('txn_3'),
    captured: true,
    status: 'succeeded',
  });
  const paidIntent = context.objects.put<Intent>({ ...intent, status: 'succeeded', amount_received: intent.amount });
  const paid = context.objects.put<Session>({ ...session, payment_status: 'paid' });
  context.events.emit(
    id,
    [
      ['charge.succeeded', paidCharge],
      ['payment_intent.succeeded', paidIntent],
      ['checkout.session.async_payment_succeeded', paid],
    ],
    plan,
  );
  return paid;
}

/** The money of `payLater` doesn't come. The session stays complete and unpaid. */
export function fail(context: SandboxContext, id: string, plan: DeliveryPlan): Session {
  const { session, intent } = awaiting(context, id);
  const tried = chargeOf(context, intent);
  const charge = context.objects.put<Stripe.Charge>({
    ...tried,
    failure_code: 'insufficient_funds',
    failure_message: NO_FUNDS,
    paid: false,
    status: 'failed',
  });
  const failed = context.objects.put<Intent>({
    ...intent,
    last_payment_error: {
      type: 'invalid_request_error',
      code: 'insufficient_funds',
      message: NO_FUNDS,
      charge: tried.id,
    },
    payment_method: null,
    processing: null,
    status: 'requires_payment_method',
  });
  context.events.emit(
    id,
    [
      ['charge.failed', charge],
      ['payment_intent.payment_failed', failed],
      ['checkout.session.async_payment_failed', session],
    ],
    plan,
  );
  return session;
}

/** The bank says no. The session stays open, and the buyer may try again. */
export function decline(context: SandboxContext, id: string, details: BuyerDetails, plan: DeliveryPlan): Session {
  const session = withBuyer(context, openSession(context, id), details);
  if (session.amount_total === 0) throw nothingToPay();
  const { intent, charge } = collect(context, session, 'failed', details.payment_method);
  const tried = context.objects.put<Session>({ ...openSession(context, id), payment_intent: intent.id });
  context.events.emit(
    id,
    [
      ['charge.failed', charge],
      ['payment_intent.payment_failed', intent],
    ],
    plan,
  );
  return tried;
}

/** One attempt on the session's payment, which is made at the first. */
function collect(
  context: SandboxContext,
  session: Session,
  status: ChargeStatus,
  method: BuyerDetails['payment_method'],
): { intent: Intent; charge: Stripe.Charge } {
  const now = second(context);
  const known = session.payment_intent && context.objects.find('payment_intent', idOf(session.payment_intent));
  const started = known || newIntent(session, context.objects.extra(session.id), now);
  const intent: Intent = {
    ...started,
    amount: session.amount_total ?? 0,
    payment_method: status === 'failed' ? null : newId('pm_1'),
  };
  const charge = newCharge(intent, session, status, now, method);
  const updated: Intent = { ...intent, ...outcome(intent, status), latest_charge: charge.id };
  context.objects.put(updated, session.id);
  context.objects.put(charge, intent.id);
  return { intent: updated, charge };
}

function outcome(intent: Intent, status: ChargeStatus): Partial<Intent> {
  if (status === 'succeeded') return { status, amount_received: intent.amount, last_payment_error: null };
  if (status === 'pending') return { status: 'processing', last_payment_error: null };
  return {
    status: 'requires_payment_method',
    last_payment_error: {
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'generic_decline',
      message: 'Your card was declined.',
    },
  };
}

function complete(
  context: SandboxContext,
  session: Session,
  intentId: string | null,
  paymentStatus: Session['payment_status'],
  events: EventInput[],
  plan: DeliveryPlan,
): Session {
  const completed = context.objects.put<Session>({
    ...session,
    payment_intent: intentId,
    payment_status: paymentStatus,
    status: 'complete',
    url: null,
  });
  for (const { coupon } of completed.discounts ?? []) if (coupon) redeemCoupon(context, idOf(coupon));
  const waiting = paymentStatus === 'unpaid';
  context.events.emit(session.id, [...events, ['checkout.session.completed', completed]], plan, waiting);
  return completed;
}

function openSession(context: SandboxContext, id: string): Session {
  const session = getSession(context, id);
  if (session.status === 'open') return session;
  throw new ApiError(`This Checkout Session has a status of ${String(session.status)}.`, { code: 'session_not_open' });
}

function awaiting(context: SandboxContext, id: string): { session: Session; intent: Intent } {
  const session = getSession(context, id);
  const intent = session.payment_intent && context.objects.find('payment_intent', idOf(session.payment_intent));
  if (intent && session.status === 'complete' && intent.status === 'processing') return { session, intent };
  throw new ApiError('No payment is under way on this Checkout Session.', { code: 'payment_not_processing' });
}

function nothingToPay(): ApiError {
  return new ApiError('There is nothing to pay on this Checkout Session.', { code: 'nothing_to_pay' });
}

function chargeOf(context: SandboxContext, { id }: Intent): Stripe.Charge {
  return context.objects.ownedBy(id, 'charge').at(-1)!;
}
