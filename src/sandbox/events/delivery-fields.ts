import { int, oneOf } from '../schema/scalar-rules.js';
import { DELIVERY_MODES, type DeliveryMode, type DeliveryPlan } from './delivery-plan.js';

/** How the shop gets the events of an action. */
export const deliveryFields = {
  delivery: oneOf(...DELIVERY_MODES),
  /** Seconds, for a late delivery. */
  delay: int({ min: 1, max: 86_400 }),
};
export interface DeliveryFields {
  delivery?: DeliveryMode | undefined;
  delay?: number | undefined;
}

export function planOf({ delivery = 'once', delay }: DeliveryFields): DeliveryPlan {
  return { mode: delivery, ...(delay !== undefined && { lateSeconds: delay }) };
}
