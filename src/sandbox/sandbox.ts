import { Router } from 'express';
import { Logger } from '@nestjs/common';
import { Alarm } from './alarm.js';
import { apiRouter } from './api/api.router.js';
import { addPastPayment, type PastPayment } from './refunds/past-payment.js';
import { expireLapsed } from './checkout/sessions.js';
import { Clock } from './clock/clock.js';
import { WebhookDispatcher } from './events/webhook-dispatcher.js';
import { EventLog } from './events/event-log.js';
import { FaultStore } from './faults/fault.store.js';
import { payRouter } from './pay/pay.router.js';
import { endDueRefunds } from './refunds/refund-outcomes.js';
import { RefundPlanStore } from './refunds/refund-plans.store.js';
import type { SandboxContext, Substitutes } from './sandbox-context.js';
import { DeliveryStore } from './store/delivery.store.js';
import { IdempotencyStore } from './store/idempotency.store.js';
import { ObjectStore } from './store/object.store.js';
import { openDatabase } from './store/open-database.js';

export interface SandboxOptions {
  /** The folder for `sandbox.db`. */
  dataDir: string;
  /** The sandbox's URL for a browser, without a slash at the end: `http://localhost:8080/sandbox`. */
  publicUrl: string;
  /** The shop's webhook endpoint. */
  webhookUrl: string;
  webhookSecret: string;
  /** Whether it stands in for live mode. */
  livemode?: boolean;
  accountId?: string;
  /** The real time, in milliseconds. */
  now?: () => number;
  /** Seconds before each retry of a failed delivery. */
  retrySeconds?: number[];
  /** How long each change takes. */
  latencyMs?: number;
  /** Where a buyer goes whose shop does not run; to the shop all the same unless given. */
  substitutes?: Substitutes | undefined;
}

const NONE: Substitutes = { isAway: () => Promise.resolve(false), successUrl: '', cancelUrl: '' };

export interface Sandbox {
  /** Mount it at the path of `publicUrl`. */
  router: Router;
  addPastPayments(payments: PastPayment[]): void;
  /** Stops timers, waits for running deliveries, closes the file. */
  close(): Promise<void>;
}

/** Opens the stand-in for Stripe on the state in its file, and continues unfinished deliveries and refunds. */
export function openSandbox(options: SandboxOptions): Sandbox {
  const { dataDir, publicUrl, webhookUrl, webhookSecret, retrySeconds, latencyMs = 0, substitutes = NONE } = options;
  const { livemode, accountId = 'acct_1Sandbox' } = options;
  const db = openDatabase(dataDir);
  const clock = new Clock(db, options.now ?? Date.now);
  const now = (): number => clock.now();
  const objects = new ObjectStore(db, livemode);
  const deliveries = new DeliveryStore(db);
  const events = new EventLog(objects, deliveries, now, () => alarm.set());
  const refundPlans = new RefundPlanStore(db);
  const context: SandboxContext = { db, objects, events, refundPlans, accountId, now, publicUrl, substitutes };
  const dispatcher = new WebhookDispatcher({ objects, deliveries, now, webhookUrl, webhookSecret, retrySeconds }, () =>
    alarm.set(),
  );
  const alarm = new Alarm(untilNext, ring);
  alarm.start();

  const router = Router();
  const faults = new FaultStore(db);
  router.use('/v1', apiRouter({ context, idempotency: new IdempotencyStore(db), faults, latencyMs }));
  const catchUp = (): void => {
    ring();
    alarm.set();
  };
  router.use(payRouter({ ...context, dispatcher, deliveries, faults, clock, catchUp }));

  return {
    router,
    addPastPayments: (payments) => {
      const add = db.transaction(() => payments.forEach((payment) => addPastPayment(context, payment)));
      add.immediate();
    },
    close: async () => {
      alarm.stop();
      await dispatcher.stop();
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
        expireLapsed(context);
        endDueRefunds(context);
      });
      catchUp.immediate();
      dispatcher.dispatch();
    } catch (error) {
      // For example a locked file: the next run does the same work again.
      new Logger('Sandbox').error(error);
    }
  }
}
