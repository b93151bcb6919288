import type Stripe from 'stripe';
import { decline, fail, pay, payLater, settle } from '../checkout/pay.js';
import { expireSession } from '../checkout/sessions.js';
import type { Courier } from '../events/courier.js';
import type { DeliveryPlan } from '../events/delivery-plan.js';
import type { Room } from '../room.js';
import { planOf, type PayBody } from './pay-body.js';

/** Stripe's page waits that long for the shop's answer: docs.stripe.com/checkout/fulfillment#redirect-hosted-checkout */
const WAIT_MS = 10_000;

/**
 * Does it, and waits for the shop to have heard of it where it is to hear at once.
 * @throws ApiError when the session is not in a state for it
 */
export async function perform(
  room: Room,
  courier: Courier,
  sessionId: string,
  body: PayBody,
): Promise<Stripe.Checkout.Session> {
  const session = room.db.transaction(() => act(room, sessionId, body)).immediate();
  await tell(courier, session.id, planOf(body));
  return session;
}

/** Waits for the shop to have heard of it, where it is to hear at once. */
export async function tell(courier: Courier, sessionId: string, { mode }: DeliveryPlan): Promise<void> {
  if (mode !== 'late' && mode !== 'none') await courier.settle(sessionId, WAIT_MS);
}

function act(room: Room, id: string, body: PayBody): Stripe.Checkout.Session {
  const plan = planOf(body);
  switch (body.action) {
    case 'pay':
      return pay(room, id, body, plan);
    case 'pay_later':
      return payLater(room, id, body, plan);
    case 'settle':
      return settle(room, id, plan);
    case 'fail':
      return fail(room, id, plan);
    case 'decline':
      return decline(room, id, body, plan);
    case 'expire':
      return expireSession(room, id, plan);
  }
}

/** Where the buyer goes after paying. */
export function successUrl(session: Stripe.Checkout.Session): string {
  return (session.success_url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', session.id);
}
