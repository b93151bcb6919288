import type Stripe from 'stripe';
import { decline, fail, pay, payLater, settle } from '../checkout/pay.js';
import { expireSession } from '../checkout/sessions.js';
import type { WebhookDispatcher } from '../events/webhook-dispatcher.js';
import type { DeliveryPlan } from '../events/delivery-plan.js';
import type { SandboxContext } from '../sandbox-context.js';
import { planOf } from '../events/delivery-fields.js';
import { type PayBody } from './pay-body.js';

/** Stripe's page waits that long for the shop's answer: docs.stripe.com/checkout/fulfillment#redirect-hosted-checkout */
const WAIT_MS = 10_000;

/**
 * Performs an action. Waits for the shop's answer to the events, unless they are late or held.
 * @throws ApiError when the session is not in a state for it
 */
export async function perform(
  context: SandboxContext,
  dispatcher: WebhookDispatcher,
  sessionId: string,
  body: PayBody,
): Promise<Stripe.Checkout.Session> {
  const session = context.db.transaction(() => act(context, sessionId, body)).immediate();
  await awaitDelivery(dispatcher, session.id, planOf(body));
  return session;
}

/** Waits for the shop's answer to the events, unless they are late or held. */
export async function awaitDelivery(
  dispatcher: WebhookDispatcher,
  sessionId: string,
  { mode }: DeliveryPlan,
): Promise<void> {
  if (mode !== 'late' && mode !== 'none') await dispatcher.flush(sessionId, WAIT_MS);
}

function act(context: SandboxContext, id: string, body: PayBody): Stripe.Checkout.Session {
  const plan = planOf(body);
  switch (body.action) {
    case 'pay':
      return pay(context, id, body, plan);
    case 'pay_later':
      return payLater(context, id, body, plan);
    case 'settle':
      return settle(context, id, plan);
    case 'fail':
      return fail(context, id, plan);
    case 'decline':
      return decline(context, id, body, plan);
    case 'expire':
      return expireSession(context, id, plan);
  }
}

/** Where the shop wants the buyer after paying. */
export function successUrl(session: Stripe.Checkout.Session): string {
  return withId(session.success_url ?? '/', session);
}

/** Where the buyer goes after paying: to the shop, or to its substitute while it does not run. */
export async function reachableSuccessUrl(
  { substitutes }: Pick<SandboxContext, 'substitutes'>,
  session: Stripe.Checkout.Session,
): Promise<string> {
  const url = successUrl(session);
  return (await substitutes.isAway(url)) ? withId(substitutes.successUrl, session) : url;
}

function withId(url: string, { id }: Stripe.Checkout.Session): string {
  return url.replaceAll('{CHECKOUT_SESSION_ID}', id);
}
