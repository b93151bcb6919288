import { buyerFields } from '../checkout/buyer-details.js';
import { DELIVERY_MODES, type DeliveryPlan } from '../events/delivery-plan.js';
import { emptyForm, type Form, type FormObject } from '../params/form.js';
import { must, object, type Params } from '../params/rule.js';
import { int, oneOf } from '../params/scalar-rules.js';

/** How the shop is to hear of what happens. */
export const deliveryFields = {
  delivery: oneOf(...DELIVERY_MODES),
  /** Seconds, for a late delivery. */
  delay: int({ min: 1, max: 86_400 }),
};
export type DeliveryFields = Partial<Params<typeof deliveryFields>>;

const fields = {
  ...buyerFields,
  action: must(oneOf('pay', 'pay_later', 'settle', 'fail', 'decline', 'expire')),
  ...deliveryFields,
};
const body = object(fields);
export type PayBody = Params<typeof fields>;

/**
 * What a person or a test wants to happen to a session.
 * @throws ApiError for an unknown field or value
 */
export function readPayBody(form: FormObject): PayBody {
  return body.check(withoutBlanks(form), '');
}

export function planOf({ delivery = 'once', delay }: DeliveryFields): DeliveryPlan {
  return { mode: delivery, ...(delay !== undefined && { lateSeconds: delay }) };
}

/** A form sends every field, the empty ones as well. */
export function withoutBlanks(form: FormObject): FormObject {
  const filled = emptyForm();
  for (const [name, value] of Object.entries(form)) {
    const kept: Form = typeof value === 'string' ? value.trim() : withoutBlanks(value);
    if (typeof kept === 'string' ? kept !== '' : Object.keys(kept).length > 0) filled[name] = kept;
  }
  return filled;
}
