import type Stripe from 'stripe';
import type { Prisma } from '../../generated/sqlite/client.js';

/**
 * Writes the event as applied, inside the transaction that has its effect.
 * @returns false when it was applied before: change nothing
 */
export type Claim = (tx: Prisma.TransactionClient) => Promise<boolean>;

/**
 * `applied`: it had its effect, now or before. `ignored`: it means nothing here. `waiting`: it is about something that
 * isn't known here yet, and is tried again. `review`: only a person can tell what to do.
 */
export type EventOutcome = 'applied' | 'ignored' | 'waiting' | 'review';

/** What some types of Stripe's events do here. It may be called again for the same event, late, or in another order. */
export interface StripeEventHandler {
  readonly types: readonly string[];
  /** Whatever is thrown keeps the event and makes Stripe deliver it again. */
  handle(event: Stripe.Event, claim: Claim): Promise<EventOutcome>;
}

/** Injection token: all the handlers. */
export const STRIPE_EVENT_HANDLERS = Symbol('STRIPE_EVENT_HANDLERS');
