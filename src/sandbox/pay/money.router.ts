import { Router, raw, type Request, type Response } from 'express';
import type Stripe from 'stripe';
import { ApiError } from '../api-error.js';
import { idOf } from '../checkout/buyer-details.js';
import { chainOf, getCharge } from '../checkout/charges.js';
import { getSession } from '../checkout/sessions.js';
import { closeDispute, escalateDispute, getDispute, openDispute, updateDispute } from '../disputes/disputes.js';
import { closeReview, getReview, openReview, reportFraud } from '../radar/radar.js';
import { createRefund } from '../refunds/create-refund.js';
import { endRefund, getRefund } from '../refunds/refund-outcomes.js';
import {
  centsOf,
  courseOf,
  readDispute,
  readDisputeStep,
  readFraudWarning,
  readNextRefunds,
  readRefund,
  readRefundEnd,
  readReview,
  readReviewEnd,
} from './money-body.js';
import { awaitDelivery } from './pay-actions.js';
import { planOf, type DeliveryFields } from '../events/delivery-fields.js';
import { formOf, wantsJson } from '../schema/request-form.js';
import { basePath, chargeOf, eventsOf, showSession, type PayContext } from './session-page.js';

type Done =
  | { refund: Stripe.Refund }
  | { dispute: Stripe.Dispute }
  | { warning: Stripe.Radar.EarlyFraudWarning }
  | { review: Stripe.Review };

/** Actions after the payment: refunds by hand, their outcomes at the bank, disputes, warnings. */
export function moneyRouter(context: PayContext): Router {
  const router = Router();
  const body = raw({ type: () => true, limit: '100kb' });

  router.post('/pay/:id/refund', body, (request, response) =>
    act(request, response, request.params.id, readRefund, (asked) => {
      const charge = chargeIn(request.params.id).id;
      const { reason } = asked;
      const refund = createRefund(context, { charge, amount: centsOf(asked), reason }, courseOf(asked));
      return { refund };
    }),
  );
  router.post('/refunds/:id', body, (request, response) =>
    act(request, response, sessionOf(getRefund(context, request.params.id)), readRefundEnd, (asked) => {
      const { outcome, failureReason } = asked;
      const refund = endRefund(context, request.params.id, outcome, { failureReason, delivery: planOf(asked) });
      return { refund };
    }),
  );
  router.post('/pay/:id/dispute', body, (request, response) =>
    act(request, response, request.params.id, readDispute, (asked) => {
      const { reason, inquiry } = asked;
      const frame = { amount: centsOf(asked), reason, inquiry };
      return { dispute: openDispute(context, chargeIn(request.params.id), frame, planOf(asked)) };
    }),
  );
  router.post('/disputes/:id', body, (request, response) =>
    act(request, response, sessionOf(getDispute(context, request.params.id)), readDisputeStep, (asked) => {
      const { id } = request.params;
      const { outcome } = asked;
      const plan = planOf(asked);
      if (outcome === 'respond') return { dispute: updateDispute(context, id, { submit: true }, plan) };
      if (outcome === 'escalate') return { dispute: escalateDispute(context, id, plan) };
      return { dispute: closeDispute(context, id, outcome, plan) };
    }),
  );

  router.post('/pay/:id/fraud-warning', body, (request, response) =>
    act(request, response, request.params.id, readFraudWarning, (asked) => ({
      warning: reportFraud(context, chargeIn(request.params.id), asked.fraudType, planOf(asked)),
    })),
  );
  router.post('/pay/:id/review', body, (request, response) =>
    act(request, response, request.params.id, readReview, (asked) => ({
      review: openReview(context, chargeIn(request.params.id), planOf(asked)),
    })),
  );
  router.post('/reviews/:id', body, (request, response) =>
    act(request, response, sessionOf(getReview(context, request.params.id)), readReviewEnd, (asked) => ({
      review: closeReview(context, request.params.id, asked.closedReason, planOf(asked)),
    })),
  );

  router.post('/next-refunds', body, (request, response) => {
    const { times = 1, ...asked } = readNextRefunds(formOf(request));
    const plan = courseOf(asked);
    context.refundPlans.planNext(plan, times);
    response.status(201).json({ ...plan, times });
  });
  router.delete('/next-refunds', (_request, response) => {
    context.refundPlans.forgetNext();
    response.json({});
  });
  return router;

  /** Performs an action, waits for the shop's answer, and responds with JSON or the session's page. */
  async function act<T extends DeliveryFields>(
    request: Request,
    response: Response,
    sessionId: string,
    read: (form: ReturnType<typeof formOf>) => T,
    work: (asked: T) => Done,
  ): Promise<void> {
    const session = getSession(context, sessionId);
    try {
      const asked = read(formOf(request));
      const done = context.db.transaction(() => work(asked)).immediate();
      await awaitDelivery(context.dispatcher, session.id, planOf(asked));
      const events = eventsOf(context, session.id);
      if (wantsJson(request)) response.json({ ...done, events });
      else response.redirect(303, `${basePath(context)}/pay/${session.id}`);
    } catch (error) {
      if (wantsJson(request) || !(error instanceof ApiError)) throw error;
      await showSession(context, request, response, session, error);
    }
  }

  function chargeIn(sessionId: string): Stripe.Charge {
    const charge = chargeOf(context, getSession(context, sessionId));
    if (charge) return charge;
    throw new ApiError('This Checkout Session has not been paid.', { code: 'session_not_paid' });
  }

  function sessionOf({ charge }: Stripe.Refund | Stripe.Dispute | Stripe.Review): string {
    return chainOf(context, getCharge(context, idOf(charge ?? '')));
  }
}
