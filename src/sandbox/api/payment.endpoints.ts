import type Stripe from 'stripe';
import { createCoupon, deleteCoupon, getCoupon, withValidity } from '../checkout/coupons.js';
import { getCharge } from '../checkout/charges.js';
import {
  chargeList,
  couponCreate,
  couponList,
  couponUpdate,
  intentList,
  intentUpdate,
  retrieve,
} from '../params/payment.params.js';
import type { Room } from '../room.js';
import { missing } from './api-error.js';
import { withMetadata } from './changed-metadata.js';
import { endpoint } from './endpoint.js';
import { createdWithin, fieldIs, listKind } from './list.js';

export const paymentEndpoints = [
  endpoint('get', '/payment_intents', intentList, (room, params) =>
    listKind(room, 'payment_intent', '/v1/payment_intents', params, createdWithin(params.created)),
  ),
  endpoint('get', '/payment_intents/:id', retrieve, (room, _params, id) => getIntent(room, id)),
  endpoint('post', '/payment_intents/:id', intentUpdate, (room, { metadata, description, receipt_email }, id) => {
    const intent = withMetadata(getIntent(room, id), metadata);
    return room.objects.put<Stripe.PaymentIntent>({
      ...intent,
      description: description ?? intent.description,
      receipt_email: receipt_email ?? intent.receipt_email,
    });
  }),

  endpoint('get', '/charges', chargeList, (room, params) =>
    listKind(room, 'charge', '/v1/charges', params, [
      ...createdWithin(params.created),
      ...fieldIs('$.payment_intent', params.payment_intent),
    ]),
  ),
  endpoint('get', '/charges/:id', retrieve, (room, _params, id) => getCharge(room, id)),

  endpoint('post', '/coupons', couponCreate, (room, params) => createCoupon(room, params)),
  endpoint('get', '/coupons', couponList, (room, params) => {
    const coupons = listKind(room, 'coupon', '/v1/coupons', params, createdWithin(params.created));
    return { ...coupons, data: coupons.data.map((coupon) => withValidity(room, coupon)) };
  }),
  endpoint('get', '/coupons/:id', retrieve, (room, _params, id) => getCoupon(room, id)),
  endpoint('post', '/coupons/:id', couponUpdate, (room, { metadata, name }, id) => {
    const coupon = withMetadata(getCoupon(room, id), metadata);
    return room.objects.put<Stripe.Coupon>({ ...coupon, name: name ?? coupon.name });
  }),
  endpoint('delete', '/coupons/:id', {}, (room, _params, id) => deleteCoupon(room, id)),
];

function getIntent(room: Room, id: string): Stripe.PaymentIntent {
  const intent = room.objects.find('payment_intent', id);
  if (!intent) throw missing('payment_intent', id, 'intent');
  return intent;
}
