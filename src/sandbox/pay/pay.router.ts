import { Router, raw, type NextFunction, type Request, type Response } from 'express';
import { ApiError, missing } from '../api/api-error.js';
import { getSession, itemsOf } from '../checkout/sessions.js';
import type { Courier } from '../events/courier.js';
import { indexPage } from '../page/index.page.js';
import { pageHeaders, sendPage } from '../page/send-page.js';
import { payPage } from '../page/pay.page.js';
import { STYLES } from '../page/styles.js';
import { formOfJson, parseForm, type FormObject } from '../params/form.js';
import type { Room } from '../room.js';
import type { DeliveryStore } from '../store/delivery.store.js';
import { reportOf, toReport, type EventReport } from './event-report.js';
import { perform, successUrl } from './pay-actions.js';
import { readPayBody } from './pay-body.js';

export interface PayOptions {
  room: Room;
  courier: Courier;
  deliveries: DeliveryStore;
}

/** The pages for people, and the same as JSON for tests. */
export function payRouter({ room, courier, deliveries }: PayOptions): Router {
  const router = Router();
  // The path alone: whoever came by another name of this host stays with it.
  const base = new URL(room.publicUrl).pathname;
  router.use(pageHeaders);

  router.get('/styles.css', (_request, response) => {
    response.type('css').set('Cache-Control', 'max-age=300').send(STYLES);
  });

  router.get('/', (request, response) => {
    const sessions = room.objects.list('checkout.session', [], { limit: SHOWN_SESSIONS }).slice(0, SHOWN_SESSIONS);
    const events = room.objects
      .list('event', [], { limit: SHOWN_EVENTS })
      .slice(0, SHOWN_EVENTS)
      .map((event) => reportOf(deliveries, event));
    if (wantsJson(request)) response.json({ sessions, events });
    else sendPage(response, indexPage(base, sessions, events));
  });

  router.get('/pay/:id', (request, response) => show(request, response, 200));

  router.post('/pay/:id', raw({ type: () => true, limit: '100kb' }), async (request, response) => {
    const body = readPayBody(formOf(request));
    const session = await perform(room, courier, request.params.id, body);
    if (wantsJson(request)) {
      const events = eventsOf(session.id);
      const refused = body.action === 'decline';
      response.status(refused ? 402 : 200).json({
        session,
        url: body.action === 'pay' || body.action === 'pay_later' ? successUrl(session) : null,
        events,
        deliveries: events.flatMap((event) => event.deliveries),
        ...(refused && DECLINED.toBody()),
      });
    } else if (body.action === 'pay') response.redirect(303, successUrl(session));
    else if (body.action === 'decline')
      show(request, response, 402, 'Votre carte a été refusée. Aucun montant n’a été débité.');
    else response.redirect(303, `${base}/pay/${session.id}`);
  });

  router.post('/events/:id/deliver', raw({ type: () => true, limit: '1kb' }), async (request, response) => {
    const event = room.objects.find('event', request.params.id);
    if (!event) throw missing('event', request.params.id);
    const chain = deliveries.ofEvent(event.id)[0]?.chain ?? event.id;
    const { id } = await courier.resend(event.id, chain);
    if (wantsJson(request)) response.json(toReport(deliveries, event, id));
    else response.redirect(303, formOf(request).back === 'session' ? `${base}/pay/${chain}` : base);
  });

  router.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (!(error instanceof ApiError)) return next(error);
    if (!wantsJson(request) && request.path.startsWith('/pay/') && error.details.code !== 'resource_missing') {
      return show(request, response, error.status, error.message);
    }
    response.status(error.status).json(error.toBody());
  });
  return router;

  function show(request: Request, response: Response, status: number, problem?: string): void {
    const session = getSession(room, (request.params.id ?? /\/pay\/([^/]+)/.exec(request.path)?.[1]) as string);
    const events = eventsOf(session.id);
    if (wantsJson(request)) {
      response.status(status).json({ session, events });
      return;
    }
    const rates = session.shipping_options.flatMap(({ shipping_rate: rate }) => {
      const found = typeof rate === 'string' ? room.objects.find('shipping_rate', rate) : undefined;
      return found ? [found] : [];
    });
    const typed = request.method === 'POST' ? formOf(request) : {};
    sendPage(
      response,
      payPage({
        base,
        session,
        items: itemsOf(room, session.id),
        rates,
        events,
        successUrl: successUrl(session),
        problem,
        typed,
      }),
      status,
    );
  }

  function eventsOf(sessionId: string): EventReport[] {
    return room.objects.ownedBy(sessionId, 'event').map((event) => reportOf(deliveries, event));
  }
}

const SHOWN_SESSIONS = 20;
const SHOWN_EVENTS = 50;

const DECLINED = new ApiError('Your card was declined.', {
  type: 'card_error',
  code: 'card_declined',
  declineCode: 'generic_decline',
  status: 402,
});

function wantsJson(request: Request): boolean {
  return request.accepts(['html', 'json']) === 'json';
}

function formOf(request: Request): FormObject {
  const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
  if (!request.is('application/json')) return parseForm(text);
  try {
    const form = formOfJson(JSON.parse(text || '{}'));
    if (typeof form !== 'string') return form;
  } catch {
    // Falls through: what can't be read and what isn't an object are refused alike.
  }
  throw new ApiError('The body must be a JSON object.');
}
