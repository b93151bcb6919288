import Stripe from 'stripe';
import { newId } from '../ids.js';
import type { DeliveryStore } from '../store/delivery.store.js';
import type { WireEvent } from '../store/kinds.js';
import type { ObjectStore } from '../store/object.store.js';
import { ONCE, planDeliveries, type DeliveryPlan } from './delivery-plan.js';

/** The API request that caused an event; null for actions of a buyer or the clock. */
export interface Cause {
  id: string | null;
  idempotency_key: string | null;
}

/** A type of event, and the object at that moment. */
export type EventInput = [type: string, object: { id: string; object: string }];

const NOBODY: Cause = { id: null, idempotency_key: null };

/** Stores events and plans their deliveries. */
export class EventLog {
  private cause = NOBODY;

  constructor(
    private readonly objects: ObjectStore,
    private readonly deliveries: DeliveryStore,
    private readonly now: () => number,
    private readonly onChange: () => void,
  ) {}

  /** Events of `work` name this request as their cause. */
  causedBy<T>(cause: Cause, work: () => T): T {
    this.cause = cause;
    try {
      return work();
    } finally {
      this.cause = NOBODY;
    }
  }

  /**
   * Call it inside the transaction of the change.
   * @param chain deliveries of one chain go out one after the other: the session's id
   * @param waiting with the plan `out_of_order`: there will be more to mix these with
   */
  emit(chain: string, inputs: EventInput[], plan: DeliveryPlan = ONCE, waiting = false): WireEvent[] {
    const now = this.now();
    const events = inputs.map(([type, object]) => this.objects.put(this.toEvent(type, object, now), chain));

    const earlier = plan.mode === 'out_of_order' && !waiting ? this.deliveries.heldOf(chain).toReversed() : [];
    const planned = planDeliveries(events.length, plan, waiting);
    // One millisecond apart keeps the order of sending; all in the past, so that one dispatch sends all.
    let place = now - planned.length - earlier.length;
    for (const { index, state, afterMs } of planned) {
      this.deliveries.add(events[index]!.id, chain, state, afterMs + place++);
    }
    for (const { id } of earlier) this.deliveries.release(id, place++);
    this.onChange();
    return events;
  }

  /** The event as it is now: `pending_webhooks` counts down as deliveries arrive. */
  withPending(event: WireEvent): WireEvent {
    const open = this.deliveries.ofEvent(event.id).filter(({ state }) => state === 'due' || state === 'held');
    return { ...event, pending_webhooks: open.length };
  }

  private toEvent(type: string, object: EventInput[1], now: number): WireEvent {
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
