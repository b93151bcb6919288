import type Stripe from 'stripe';
import { ApiError, missing } from '../api-error.js';
import type { DeliveryPlan } from '../events/delivery-plan.js';
import { second, type SandboxContext } from '../sandbox-context.js';
import type { WireItem } from '../store/kinds.js';

type Session = Stripe.Checkout.Session;

/**
 * A session as it is now; one whose time is over expires on the way.
 * @throws ApiError when there is none
 */
export function getSession(context: SandboxContext, id: string): Session {
  const session = context.objects.find('checkout.session', id);
  if (!session) throw missing('checkout.session', id, 'session');
  return session.status === 'open' && session.expires_at <= second(context) ? close(context, session) : session;
}

export function itemsOf(context: SandboxContext, sessionId: string): WireItem[] {
  return context.objects.ownedBy(sessionId, 'item');
}

/** @throws ApiError when it isn't open any more */
export function expireSession(context: SandboxContext, id: string, plan?: DeliveryPlan): Session {
  const session = getSession(context, id);
  if (session.status !== 'open') {
    throw new ApiError(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${String(session.status)}.`,
    );
  }
  return close(context, session, plan);
}

/** Ends every open session whose time is over. */
export function expireLapsed(context: SandboxContext, plan?: DeliveryPlan): void {
  for (const session of context.objects.openSessionsEndedBy(second(context))) close(context, session, plan);
}

function close(context: SandboxContext, session: Session, plan?: DeliveryPlan): Session {
  const expired = context.objects.put<Session>({ ...session, status: 'expired', url: null });
  context.events.emit(session.id, [['checkout.session.expired', expired]], plan);
  return expired;
}
