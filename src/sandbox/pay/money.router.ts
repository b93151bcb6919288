import { Router, raw, type Request, type Response } from 'express';
import type Stripe from 'stripe';
import { ApiError } from '../api/api-error.js';
import { idOf } from '../checkout/buyer-details.js';
import { chainOf, getCharge } from '../checkout/charges.js';
import { getSession } from '../checkout/sessions.js';
import { closeDispute, getDispute, openDispute, updateDispute } from '../disputes/disputes.js';
import { createRefund } from '../refunds/create-refund.js';
import { endRefund, getRefund } from '../refunds/refund-outcomes.js';
import {
  centsOf,
  courseOf,
  readDispute,
  readDisputeStep,
  readNextRefunds,
  readRefund,
  readRefundEnd,
} from './money-body.js';
import { tell } from './pay-actions.js';
import { planOf, type DeliveryFields } from './pay-body.js';
import { formOf, wantsJson } from './request-form.js';
import { basePath, chargeOf, eventsOf, showSession, type PayContext } from './session-page.js';

type Done = { refund: Stripe.Refund } | { dispute: Stripe.Dispute };

/** What happens to money that was paid: refunds by hand, what banks do with them, disputes. */
export function moneyRouter(context: PayContext): Router {
  const { room } = context;
  const router = Router();
  const body = raw({ type: () => true, limit: '100kb' });

  router.post('/pay/:id/refund', body, (request, response) =>
    act(request, response, request.params.id, readRefund, (asked) => {
      const charge = chargeIn(request.params.id).id;
      const { reason } = asked;
      const refund = createRefund(room, { charge, amount: centsOf(asked), reason }, courseOf(asked));
      return { refund };
    }),
  );
  router.post('/refunds/:id', body, (request, response) =>
    act(request, response, sessionOf(getRefund(room, request.params.id)), readRefundEnd, (asked) => {
      const { outcome, failureReason } = asked;
      const refund = endRefund(room, request.params.id, outcome, { failureReason, delivery: planOf(asked) });
      return { refund };
    }),
  );
  router.post('/pay/:id/dispute', body, (request, response) =>
    act(request, response, request.params.id, readDispute, (asked) => {
      const { reason, inquiry } = asked;
      const frame = { amount: centsOf(asked), reason, inquiry };
      return { dispute: openDispute(room, chargeIn(request.params.id), frame, planOf(asked)) };
    }),
  );
  router.post('/disputes/:id', body, (request, response) =>
    act(request, response, sessionOf(getDispute(room, request.params.id)), readDisputeStep, (asked) => {
      const { id } = request.params;
      const { outcome } = asked;
      const plan = planOf(asked);
      if (outcome === 'respond') return { dispute: updateDispute(room, id, { submit: true }, plan) };
      return { dispute: closeDispute(room, id, outcome, plan) };
    }),
  );

  router.post('/next-refunds', body, (request, response) => {
    const { times = 1, ...asked } = readNextRefunds(formOf(request));
    const plan = courseOf(asked);
    room.refundPlans.planNext(plan, times);
    response.status(201).json({ ...plan, times });
  });
  router.delete('/next-refunds', (_request, response) => {
    room.refundPlans.forgetNext();
    response.json({});
  });
  return router;

  /** Does it, waits for the shop to have heard of it, and answers in JSON or with the session's page. */
  async function act<T extends DeliveryFields>(
    request: Request,
    response: Response,
    sessionId: string,
    read: (form: ReturnType<typeof formOf>) => T,
    work: (asked: T) => Done,
  ): Promise<void> {
    const session = getSession(room, sessionId);
    try {
      const asked = read(formOf(request));
      const done = room.db.transaction(() => work(asked)).immediate();
      await tell(context.courier, session.id, planOf(asked));
      const events = eventsOf(context, session.id);
      if (wantsJson(request)) response.json({ ...done, events });
      else response.redirect(303, `${basePath(context)}/pay/${session.id}`);
    } catch (error) {
      if (wantsJson(request) || !(error instanceof ApiError)) throw error;
      showSession(context, request, response, session, error);
    }
  }

  function chargeIn(sessionId: string): Stripe.Charge {
    const charge = chargeOf(context, getSession(room, sessionId));
    if (charge) return charge;
    throw new ApiError('This Checkout Session has not been paid.', { code: 'session_not_paid' });
  }

  function sessionOf({ charge }: Stripe.Refund | Stripe.Dispute): string {
    return chainOf(room, getCharge(room, idOf(charge ?? '')));
  }
}
