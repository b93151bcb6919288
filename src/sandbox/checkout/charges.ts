import type Stripe from 'stripe';
import { missing } from '../api-error.js';
import type { SandboxContext } from '../sandbox-context.js';
import { idOf } from './buyer-details.js';

/** @throws ApiError when there is none */
export function getCharge(context: SandboxContext, id: string, param = 'id'): Stripe.Charge {
  const charge = context.objects.find('charge', id);
  if (!charge) throw missing('charge', id, param);
  return charge;
}

/** The charge that took the money of a payment. */
export function paidCharge(context: SandboxContext, intentId: string): Stripe.Charge | undefined {
  return context.objects.ownedBy(intentId, 'charge').find(({ status }) => status === 'succeeded');
}

/** Deliveries about a payment queue up behind those about its session. */
export function chainOf(context: SandboxContext, { id, payment_intent: intent }: Stripe.Charge): string {
  if (!intent) return id;
  return context.objects.ownerOf(idOf(intent)) ?? idOf(intent);
}
