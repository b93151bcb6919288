import type Stripe from 'stripe';
import { missing } from '../api/api-error.js';
import type { Room } from '../room.js';
import { idOf } from './buyer-details.js';

/** @throws ApiError when there is none */
export function getCharge(room: Room, id: string, param = 'id'): Stripe.Charge {
  const charge = room.objects.find('charge', id);
  if (!charge) throw missing('charge', id, param);
  return charge;
}

/** The charge that took the money of a payment. */
export function paidCharge(room: Room, intentId: string): Stripe.Charge | undefined {
  return room.objects.ownedBy(intentId, 'charge').find(({ status }) => status === 'succeeded');
}

/** Deliveries about a payment queue up behind those about its session. */
export function chainOf(room: Room, { id, payment_intent: intent }: Stripe.Charge): string {
  if (!intent) return id;
  return room.objects.ownerOf(idOf(intent)) ?? idOf(intent);
}
