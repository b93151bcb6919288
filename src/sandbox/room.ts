import type { Database } from 'better-sqlite3';
import type { EventLog } from './events/event-log.js';
import type { RefundPlanStore } from './refunds/refund-plans.store.js';
import type { ObjectStore } from './store/object.store.js';

/** What every part of the sandbox works with. */
export interface Room {
  db: Database;
  objects: ObjectStore;
  events: EventLog;
  refundPlans: RefundPlanStore;
  /** Milliseconds since 1970. */
  now(): number;
  /** Under which a browser reaches the sandbox, without a slash at the end: `http://localhost:8080/sandbox`. */
  publicUrl: string;
}

/** Stripe counts in seconds. */
export function second(room: Pick<Room, 'now'>): number {
  return Math.floor(room.now() / 1000);
}
