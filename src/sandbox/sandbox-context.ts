import type { Database } from 'better-sqlite3';
import type { EventLog } from './events/event-log.js';
import type { RefundPlanStore } from './refunds/refund-plans.store.js';
import type { ObjectStore } from './store/object.store.js';

/** The sandbox's state, shared by its parts. */
export interface SandboxContext {
  db: Database;
  objects: ObjectStore;
  events: EventLog;
  refundPlans: RefundPlanStore;
  /** Id of the Stripe account. */
  accountId: string;
  /** Milliseconds since 1970. */
  now(): number;
  /** The sandbox's URL for a browser, without a slash at the end: `http://localhost:8080/sandbox`. */
  publicUrl: string;
  substitutes: Substitutes;
}

/** Pages for a buyer whose shop does not run. */
export interface Substitutes {
  /** Whether the shop's page is not served. */
  isAway: (url: string) => Promise<boolean>;
  /** As Stripe takes it, with `{CHECKOUT_SESSION_ID}`. */
  successUrl: string;
  cancelUrl: string;
}

/** Stripe counts in seconds. */
export function second(context: Pick<SandboxContext, 'now'>): number {
  return Math.floor(context.now() / 1000);
}
