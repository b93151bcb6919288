import { Router, raw, type Request, type Response } from 'express';
import { expireLapsed } from '../checkout/sessions.js';
import type { Courier } from '../events/courier.js';
import { must, object } from '../params/rule.js';
import { int } from '../params/scalar-rules.js';
import { deliveryFields, planOf } from '../pay/pay-body.js';
import { formOf, wantsJson } from '../pay/request-form.js';
import type { Room } from '../room.js';
import type { Clock } from './clock.js';

/** As long as Stripe's page waits for a shop. */
const WAIT_MS = 10_000;

const turn = object({ advanceSeconds: must(int({ min: 1, max: 31_536_000 })), ...deliveryFields });

export interface ClockOptions {
  room: Room;
  clock: Clock;
  courier: Courier;
  /** The path that leads to the sandbox. */
  base: string;
  /** Does what has become due. */
  catchUp: () => void;
}

/** `/clock`: turns the room's time forward, so that sessions expire and what was to come later comes now. */
export function clockRouter({ room, clock, courier, base, catchUp }: ClockOptions): Router {
  const router = Router();
  const body = raw({ type: () => true, limit: '100kb' });

  router.get('/clock', (_request, response) => {
    response.json(state());
  });
  router.post('/clock', body, async (request, response) => {
    const asked = turn.check(formOf(request), '');
    const turned = room.db.transaction(() => {
      clock.advance(asked.advanceSeconds * 1000);
      expireLapsed(room, planOf(asked));
    });
    turned.immediate();
    catchUp();
    await courier.idle(WAIT_MS);
    done(request, response);
  });
  router.delete('/clock', (_request, response) => {
    clock.reset();
    catchUp();
    response.json(state());
  });
  // The same for a page, which can only post.
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
