import Stripe from 'stripe';
import { newId } from '../ids.js';
import type { DeliveryStore } from '../store/delivery.store.js';
import type { WireEvent } from '../store/kinds.js';
import type { ObjectStore } from '../store/object.store.js';
import { ONCE, planDeliveries, type DeliveryPlan } from './delivery-plan.js';

/** The API request that makes something happen; none for what a buyer or the clock does. */
export interface Cause {
  id: string | null;
  idempotency_key: string | null;
}

/** A type of event, and the object as it is at that moment. */
export type Happening = [type: string, object: { id: string; object: string }];

const NOBODY: Cause = { id: null, idempotency_key: null };

/** Writes down what happened, and which deliveries that makes. */
export class EventLog {
  private cause = NOBODY;

  constructor(
    private readonly objects: ObjectStore,
    private readonly deliveries: DeliveryStore,
    private readonly now: () => number,
    private readonly onNews: () => void,
  ) {}

  /** Everything that `work` makes happen is the doing of this request. */
  causedBy<T>(cause: Cause, work: () => T): T {
    this.cause = cause;
    try {
      return work();
    } finally {
      this.cause = NOBODY;
    }
  }

  /**
   * Call it inside the transaction that makes it true.
   * @param chain deliveries of one chain go out one after the other: the session's id
   * @param waiting with the plan `out_of_order`: there will be more to mix these with
   */
  emit(chain: string, happenings: Happening[], plan: DeliveryPlan = ONCE, waiting = false): WireEvent[] {
    const now = this.now();
    const events = happenings.map(([type, object]) => this.objects.put(this.toEvent(type, object, now), chain));

    const earlier = plan.mode === 'out_of_order' && !waiting ? this.deliveries.heldOf(chain).toReversed() : [];
    const planned = planDeliveries(events.length, plan, waiting);
    // A millisecond apart keeps the order of sending, and all of them in the past lets all be sent in one go.
    let place = now - planned.length - earlier.length;
    for (const { index, state, afterMs } of planned) {
      this.deliveries.add(events[index]!.id, chain, state, afterMs + place++);
    }
    for (const { id } of earlier) this.deliveries.release(id, place++);
    this.onNews();
    return events;
  }

  /** The event as it is now: `pending_webhooks` counts down as deliveries arrive. */
  withPending(event: WireEvent): WireEvent {
    const open = this.deliveries.ofEvent(event.id).filter(({ state }) => state === 'due' || state === 'held');
    return { ...event, pending_webhooks: open.length };
  }

  private toEvent(type: string, object: Happening[1], now: number): WireEvent {
    return {
      id: newId('evt_1'),
      object: 'event',
      api_version: Stripe.API_VERSION,
      created: Math.floor(now / 1000),
      data: { object },
      livemode: false,
      pending_webhooks: 1,
      request: this.cause,
      type,
    };
  }
}
