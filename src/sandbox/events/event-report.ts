import type { DeliveryState, DeliveryStore } from '../store/delivery.store.js';
import type { WireEvent } from '../store/kinds.js';

export interface DeliveryReport {
  id: number;
  event: string;
  type: string;
  state: DeliveryState;
  /** The shop's last answer; null without one. */
  status: number | null;
  problem: string | null;
  attempts: { at: string; ms: number; status: number | null; problem: string | null }[];
  /** The next attempt, if there is one. */
  nextAt: string | null;
}

export interface EventReport {
  id: string;
  type: string;
  created: number;
  deliveries: DeliveryReport[];
}

/** The deliveries of an event. */
export function reportOf(deliveries: DeliveryStore, event: WireEvent): EventReport {
  const reports = deliveries.ofEvent(event.id).map((delivery) => toReport(deliveries, event, delivery.id));
  return { id: event.id, type: event.type, created: event.created, deliveries: reports };
}

export function toReport(deliveries: DeliveryStore, event: WireEvent, id: number): DeliveryReport {
  const { state, status, problem, due_at: dueAt } = deliveries.get(id);
  return {
    id,
    event: event.id,
    type: event.type,
    state,
    status,
    problem,
    attempts: deliveries.attemptsOf(id).map((attempt) => ({ ...attempt, at: new Date(attempt.at).toISOString() })),
    nextAt: state === 'due' ? new Date(dueAt).toISOString() : null,
  };
}
