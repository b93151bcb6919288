import type Stripe from 'stripe';
import type { Prisma } from '../../prisma/client.js';

/**
 * Records the event as applied. It is the first step in the transaction of the event's effect, so both are committed or
 * neither is.
 * @throws AlreadyAppliedError for a repeated event: let it undo the transaction
 */
export type RecordEvent = (tx: Prisma.TransactionClient) => Promise<void>;

/** Another delivery has applied the event. */
export class AlreadyAppliedError extends Error {}

/**
 * `applied`: the handler has recorded it with its effect. `ignored`: not relevant here. `waiting`: about something that
 * is not known here yet; retried.
 */
export type EventOutcome = 'applied' | 'ignored' | 'waiting';

/** Handles some types of Stripe events; registers itself with `StripeEventsService`. */
export interface StripeEventHandler {
  readonly types: readonly string[];
  /**
   * May be called again for the same event, late, or in another order. Reads what it needs, then opens one transaction:
   * `await record(tx)`, and the effect. An error stores the event for a retry and makes Stripe deliver it again.
   * @throws NeedsReviewError for what a person must decide about; Stripe does not deliver it again
   */
  handle(event: Stripe.Event, record: RecordEvent): Promise<EventOutcome>;
}
