import type Stripe from 'stripe';
import { ApiError, missing } from '../api/api-error.js';
import type { DeliveryPlan } from '../events/delivery-plan.js';
import { second, type Room } from '../room.js';
import type { WireItem } from '../store/kinds.js';

type Session = Stripe.Checkout.Session;

/**
 * A session as it is now; one whose time is over expires on the way.
 * @throws ApiError when there is none
 */
export function getSession(room: Room, id: string): Session {
  const session = room.objects.find('checkout.session', id);
  if (!session) throw missing('checkout.session', id, 'session');
  return session.status === 'open' && session.expires_at <= second(room) ? close(room, session) : session;
}

export function itemsOf(room: Room, sessionId: string): WireItem[] {
  return room.objects.ownedBy(sessionId, 'item');
}

/** @throws ApiError when it isn't open any more */
export function expireSession(room: Room, id: string, plan?: DeliveryPlan): Session {
  const session = getSession(room, id);
  if (session.status !== 'open') {
    throw new ApiError(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${String(session.status)}.`,
    );
  }
  return close(room, session, plan);
}

/** Ends every open session whose time is over. */
export function expireLapsed(room: Room, plan?: DeliveryPlan): void {
  for (const session of room.objects.openSessionsEndedBy(second(room))) close(room, session, plan);
}

function close(room: Room, session: Session, plan?: DeliveryPlan): Session {
  const expired = room.objects.put<Session>({ ...session, status: 'expired', url: null });
  room.events.emit(session.id, [['checkout.session.expired', expired]], plan);
  return expired;
}
