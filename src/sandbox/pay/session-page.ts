import type { Request, Response } from 'express';
import type Stripe from 'stripe';
import { sendPage } from '../../common/pages/send-page.js';
import type { ApiError } from '../api-error.js';
import { paidCharge } from '../checkout/charges.js';
import { idOf } from '../checkout/buyer-details.js';
import { itemsOf } from '../checkout/sessions.js';
import type { WebhookDispatcher } from '../events/webhook-dispatcher.js';
import { payPage } from '../page/pay.page.js';
import { problemText } from '../page/problem-text.js';
import { emptyForm } from '../schema/form.js';
import type { SandboxContext } from '../sandbox-context.js';
import type { DeliveryStore } from '../store/delivery.store.js';
import { reportOf, type EventReport } from '../events/event-report.js';
import { reachableSuccessUrl } from './pay-actions.js';
import { formOf } from '../schema/request-form.js';

export interface PayContext extends SandboxContext {
  dispatcher: WebhookDispatcher;
  deliveries: DeliveryStore;
}

/** Only the path: the browser stays on the host name that it used. */
export function basePath(context: Pick<SandboxContext, 'publicUrl'>): string {
  return new URL(context.publicUrl).pathname;
}

export function eventsOf({ objects, deliveries }: PayContext, sessionId: string): EventReport[] {
  return objects.ownedBy(sessionId, 'event').map((event) => reportOf(deliveries, event));
}

/** The charge of a paid session. */
export function chargeOf(context: SandboxContext, session: Stripe.Checkout.Session): Stripe.Charge | undefined {
  return session.payment_intent ? paidCharge(context, idOf(session.payment_intent)) : undefined;
}

/** Sends the page of a session. @param problem why the action failed */
export async function showSession(
  context: PayContext,
  request: Request,
  response: Response,
  session: Stripe.Checkout.Session,
  problem?: ApiError,
): Promise<void> {
  const { objects, substitutes } = context;
  const { cancel_url: cancelUrl } = session;
  const rates = session.shipping_options.flatMap(({ shipping_rate: rate }) => {
    const found = typeof rate === 'string' ? objects.find('shipping_rate', rate) : undefined;
    return found ? [found] : [];
  });
  const charge = chargeOf(context, session);
  const page = payPage({
    base: basePath(context),
    session,
    items: itemsOf(context, session.id),
    rates,
    charge,
    refunds: charge ? objects.ownedBy(charge.id, 'refund') : [],
    disputes: charge ? objects.ownedBy(charge.id, 'dispute') : [],
    warnings: charge ? objects.ownedBy(charge.id, 'radar.early_fraud_warning') : [],
    reviews: charge ? objects.ownedBy(charge.id, 'review') : [],
    events: eventsOf(context, session.id),
    successUrl: await reachableSuccessUrl(context, session),
    cancelUrl: cancelUrl && (await substitutes.isAway(cancelUrl)) ? substitutes.cancelUrl : cancelUrl,
    problem: problem && problemText(problem),
    typed: problem ? formOf(request) : emptyForm(),
  });
  sendPage(response, page, problem?.status ?? 200);
}
