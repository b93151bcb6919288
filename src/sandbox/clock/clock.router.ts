import { Router, raw, type Request, type Response } from 'express';
import { expireLapsed } from '../checkout/sessions.js';
import type { WebhookDispatcher } from '../events/webhook-dispatcher.js';
import { object, parseParams } from '../schema/params.js';
import { int } from '../schema/scalar-rules.js';
import { deliveryFields, planOf } from '../events/delivery-fields.js';
import { formOf, wantsJson } from '../schema/request-form.js';
import type { SandboxContext } from '../sandbox-context.js';
import type { Clock } from './clock.js';

/** How long Stripe's page waits for a shop. */
const WAIT_MS = 10_000;

const turn = object(deliveryFields, { advanceSeconds: int({ min: 1, max: 31_536_000 }) });

export interface ClockOptions {
  context: SandboxContext;
  clock: Clock;
  dispatcher: WebhookDispatcher;
  /** The path of the sandbox. */
  base: string;
  /** Does all due work. */
  catchUp: () => void;
}

/** `/clock`: advances the sandbox's time, so that sessions expire and later work becomes due. */
export function clockRouter({ context, clock, dispatcher, base, catchUp }: ClockOptions): Router {
  const router = Router();
  const body = raw({ type: () => true, limit: '100kb' });

  router.get('/clock', (_request, response) => {
    response.json(state());
  });
  router.post('/clock', body, async (request, response) => {
    const asked = parseParams(turn, formOf(request));
    const turned = context.db.transaction(() => {
      clock.advance(asked.advanceSeconds * 1000);
      expireLapsed(context, planOf(asked));
    });
    turned.immediate();
    catchUp();
    await dispatcher.idle(WAIT_MS);
    done(request, response);
  });
  router.delete('/clock', (_request, response) => {
    clock.reset();
    catchUp();
    response.json(state());
  });
  // The same for a browser form, which can only POST.
  router.post('/clock/reset', body, (request, response) => {
    clock.reset();
    catchUp();
    done(request, response);
  });
  return router;

  function done(request: Request, response: Response): void {
    if (wantsJson(request)) response.json(state());
    else response.redirect(303, base);
  }

  function state(): { now: string; aheadSeconds: number } {
    return { now: new Date(clock.now()).toISOString(), aheadSeconds: clock.aheadMs() / 1000 };
  }
}
