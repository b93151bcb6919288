import { Router, raw, type NextFunction, type Request, type Response } from 'express';
import { pageHeaders, sendPage, sendStyles } from '../../common/pages/send-page.js';
import { ApiError, missing, toApiError } from '../api-error.js';
import { getSession } from '../checkout/sessions.js';
import type { Clock } from '../clock/clock.js';
import { clockRouter } from '../clock/clock.router.js';
import type { FaultStore } from '../faults/fault.store.js';
import { faultsRouter } from '../faults/faults.router.js';
import { indexPage } from '../page/index.page.js';
import type { Tools } from '../page/tools.view.js';
import { STYLES } from '../page/styles.js';
import { reportOf, toReport } from '../events/event-report.js';
import { moneyRouter } from './money.router.js';
import { perform, reachableSuccessUrl, successUrl } from './pay-actions.js';
import { readPayBody } from './pay-body.js';
import { formOf, wantsJson } from '../schema/request-form.js';
import { basePath, eventsOf, showSession, type PayContext } from './session-page.js';

const SHOWN_SESSIONS = 20;
const SHOWN_EVENTS = 50;

export interface PayOptions extends PayContext {
  faults: FaultStore;
  clock: Clock;
  /** Does all due work. */
  catchUp: () => void;
}

/** The sandbox's pages, and the same as JSON for tests. */
export function payRouter({ faults, clock, catchUp, ...context }: PayOptions): Router {
  const { dispatcher, deliveries } = context;
  const router = Router();
  const body = raw({ type: () => true, limit: '100kb' });
  const base = basePath(context);
  // Open, as a browser applies it to the redirect after a payment too, and the shop's success page may be anywhere.
  router.use(pageHeaders('form-action http: https:'));

  router.get('/styles.css', (_request, response) => {
    sendStyles(response, STYLES);
  });

  router.get('/', (request, response) => {
    const sessions = context.objects.list('checkout.session', [], { limit: SHOWN_SESSIONS }).slice(0, SHOWN_SESSIONS);
    const events = context.objects.list('event', [], { limit: SHOWN_EVENTS }).slice(0, SHOWN_EVENTS);
    const reports = events.map((event) => reportOf(deliveries, event));
    if (wantsJson(request)) response.json({ sessions, events: reports });
    else sendPage(response, indexPage(base, sessions, reports, tools()));
  });

  router.get('/pay/:id', async (request, response) => {
    const session = getSession(context, request.params.id);
    if (wantsJson(request)) response.json({ session, events: eventsOf(context, session.id) });
    else await showSession(context, request, response, session);
  });

  router.post('/pay/:id', body, async (request, response) => {
    const { id } = request.params;
    if (wantsJson(request)) return answerJson(request, response, id);
    try {
      const { action, ...rest } = readPayBody(formOf(request));
      const session = await perform(context, dispatcher, id, { action, ...rest });
      if (action === 'decline') throw DECLINED;
      const next = action === 'pay' ? await reachableSuccessUrl(context, session) : `${base}/pay/${session.id}`;
      response.redirect(303, next);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      await showSession(context, request, response, getSession(context, id), error);
    }
  });

  router.post('/events/:id/deliver', body, async (request, response) => {
    const event = context.objects.find('event', request.params.id);
    if (!event) throw missing('event', request.params.id);
    const chain = context.objects.ownerOf(event.id) ?? event.id;
    const { id } = await dispatcher.resend(event.id, chain);
    if (wantsJson(request)) response.json(toReport(deliveries, event, id));
    else response.redirect(303, formOf(request).back === 'session' ? `${base}/pay/${chain}` : base);
  });

  router.use(
    moneyRouter(context),
    faultsRouter(faults, base),
    clockRouter({ context, clock, dispatcher, base, catchUp }),
  );
  router.use(() => {
    throw new ApiError('The sandbox has no such page.', { status: 404 });
  });
  router.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    const known = toApiError(error);
    if (known.status >= 500) next(error);
    else response.status(known.status).json(known.toBody());
  });
  return router;

  function tools(): Tools {
    return { now: clock.now(), aheadMs: clock.aheadMs(), faults: faults.list() };
  }

  async function answerJson(request: Request, response: Response, id: string): Promise<void> {
    const asked = readPayBody(formOf(request));
    const session = await perform(context, dispatcher, id, asked);
    const events = eventsOf(context, session.id);
    const refused = asked.action === 'decline';
    response.status(refused ? DECLINED.status : 200).json({
      session,
      url: session.status === 'complete' ? successUrl(session) : null,
      events,
      deliveries: events.flatMap((event) => event.deliveries),
      ...(refused && DECLINED.toBody()),
    });
  }
}

const DECLINED = new ApiError('Your card was declined.', {
  type: 'card_error',
  code: 'card_declined',
  declineCode: 'generic_decline',
  status: 402,
});
