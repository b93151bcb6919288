import { Router } from 'express';
import { Logger } from '@nestjs/common';
import { Alarm } from './alarm.js';
import { apiRouter } from './api/api.router.js';
import { expireLapsed } from './checkout/sessions.js';
import { Clock } from './clock/clock.js';
import { Courier } from './events/courier.js';
import { EventLog } from './events/event-log.js';
import { FaultStore } from './faults/fault.store.js';
import { payRouter } from './pay/pay.router.js';
import { endDueRefunds } from './refunds/refund-outcomes.js';
import { RefundPlanStore } from './refunds/refund-plans.store.js';
import type { Room } from './room.js';
import { DeliveryStore } from './store/delivery.store.js';
import { IdempotencyStore } from './store/idempotency.store.js';
import { ObjectStore } from './store/object.store.js';
import { openDatabase } from './store/open-database.js';

export interface SandboxOptions {
  /** The folder for `sandbox.db`. */
  dataDir: string;
  /** Under which a browser reaches the sandbox, without a slash at the end: `http://localhost:8080/sandbox`. */
  publicUrl: string;
  /** Where the shop takes its webhooks. */
  webhookUrl: string;
  webhookSecret: string;
  /** The real time, in milliseconds. */
  now?: () => number;
  /** After how many seconds a failed delivery is tried again, one entry a retry. */
  retrySeconds?: number[];
  /** How long each change takes. */
  latencyMs?: number;
}

export interface Sandbox {
  /** To be mounted where `publicUrl` leads. */
  router: Router;
  /** Stops timers, waits for deliveries under way, closes the file. */
  close(): Promise<void>;
}

/** Opens a stand-in for Stripe on what its file holds, and goes on with what was left undone. */
export function openSandbox(options: SandboxOptions): Sandbox {
  const { dataDir, publicUrl, webhookUrl, webhookSecret, retrySeconds, latencyMs = 0 } = options;
  const db = openDatabase(dataDir);
  const clock = new Clock(db, options.now ?? Date.now);
  const now = (): number => clock.now();
  const objects = new ObjectStore(db);
  const deliveries = new DeliveryStore(db);
  const events = new EventLog(objects, deliveries, now, () => alarm.set());
  const refundPlans = new RefundPlanStore(db);
  const room: Room = { db, objects, events, refundPlans, now, publicUrl };
  const courier = new Courier({ objects, deliveries, now, webhookUrl, webhookSecret, retrySeconds }, () => alarm.set());
  const alarm = new Alarm(untilNext, ring);
  alarm.start();

  const router = Router();
  const faults = new FaultStore(db);
  router.use('/v1', apiRouter({ room, idempotency: new IdempotencyStore(db), faults, latencyMs }));
  const catchUp = (): void => {
    ring();
    alarm.set();
  };
  router.use(payRouter({ room, courier, deliveries, faults, clock, catchUp }));

  return {
    router,
    close: async () => {
      alarm.stop();
      await courier.stop();
      db.close();
    },
  };

  function untilNext(): number | undefined {
    const expiry = objects.nextExpiry();
    const times = [deliveries.nextDue(), refundPlans.nextDue(), expiry === undefined ? undefined : expiry * 1000];
    const known = times.filter((time) => time !== undefined);
    return known.length > 0 ? Math.min(...known) - now() : undefined;
  }

  function ring(): void {
    try {
      const catchUp = db.transaction(() => {
        expireLapsed(room);
        endDueRefunds(room);
      });
      catchUp.immediate();
      courier.dispatch();
    } catch (error) {
      // A file that is busy, say: the next ring finds the same still to be done.
      new Logger('Sandbox').error(error);
    }
  }
}
