import type * as v from 'valibot';
import { buyerFields } from '../checkout/buyer-details.js';
import { deliveryFields } from '../events/delivery-fields.js';
import { withoutBlanks, type FormObject } from '../schema/form.js';
import { object, parseParams } from '../schema/params.js';
import { oneOf } from '../schema/scalar-rules.js';

const body = object(
  { ...buyerFields, ...deliveryFields },
  { action: oneOf('pay', 'pay_later', 'settle', 'fail', 'decline', 'expire') },
);
export type PayBody = v.InferOutput<typeof body>;

/**
 * An action on a session, from the sandbox's page or a test.
 * @throws ApiError for an unknown field or value
 */
export function readPayBody(form: FormObject): PayBody {
  return parseParams(body, withoutBlanks(form));
}
