import type { Request, Response } from 'express';
import type Stripe from 'stripe';
import type { ApiError } from '../api/api-error.js';
import { paidCharge } from '../checkout/charges.js';
import { idOf } from '../checkout/buyer-details.js';
import { itemsOf } from '../checkout/sessions.js';
import type { Courier } from '../events/courier.js';
import { payPage } from '../page/pay.page.js';
import { problemText } from '../page/problem-text.js';
import { sendPage } from '../page/send-page.js';
import { emptyForm } from '../params/form.js';
import type { Room } from '../room.js';
import type { DeliveryStore } from '../store/delivery.store.js';
import { reportOf, type EventReport } from './event-report.js';
import { successUrl } from './pay-actions.js';
import { formOf } from './request-form.js';

export interface PayContext {
  room: Room;
  courier: Courier;
  deliveries: DeliveryStore;
}

/** The path alone: whoever came by another name of this host stays with it. */
export function basePath({ room }: PayContext): string {
  return new URL(room.publicUrl).pathname;
}

export function eventsOf({ room, deliveries }: PayContext, sessionId: string): EventReport[] {
  return room.objects.ownedBy(sessionId, 'event').map((event) => reportOf(deliveries, event));
}

/** The charge that took a session's money, if one did. */
export function chargeOf({ room }: PayContext, session: Stripe.Checkout.Session): Stripe.Charge | undefined {
  return session.payment_intent ? paidCharge(room, idOf(session.payment_intent)) : undefined;
}

/** Sends the page of a session, with why what was asked could not be done. */
export function showSession(
  context: PayContext,
  request: Request,
  response: Response,
  session: Stripe.Checkout.Session,
  problem?: ApiError,
): void {
  const { objects } = context.room;
  const rates = session.shipping_options.flatMap(({ shipping_rate: rate }) => {
    const found = typeof rate === 'string' ? objects.find('shipping_rate', rate) : undefined;
    return found ? [found] : [];
  });
  const charge = chargeOf(context, session);
  const page = payPage({
    base: basePath(context),
    session,
    items: itemsOf(context.room, session.id),
    rates,
    charge,
    refunds: charge ? objects.ownedBy(charge.id, 'refund') : [],
    disputes: charge ? objects.ownedBy(charge.id, 'dispute') : [],
    events: eventsOf(context, session.id),
    successUrl: successUrl(session),
    problem: problem && problemText(problem),
    typed: problem ? formOf(request) : emptyForm(),
  });
  sendPage(response, page, problem?.status ?? 200);
}
