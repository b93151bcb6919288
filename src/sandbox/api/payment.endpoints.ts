import type Stripe from 'stripe';
import { createCoupon, deleteCoupon, getCoupon, withValidity } from '../checkout/coupons.js';
import { getCharge } from '../checkout/charges.js';
import {
  chargeList,
  couponCreate,
  couponDelete,
  couponList,
  couponUpdate,
  intentCreate,
  intentList,
  intentUpdate,
  retrieve,
} from '../schema/payment.params.js';
import type { SandboxContext } from '../sandbox-context.js';
import { missing } from '../api-error.js';
import { withMetadata } from '../changed-metadata.js';
import { endpoint } from './endpoint.js';
import { createdWithin, fieldIs, listKind } from './list.js';
import { payByTestCard } from './test-card.js';

export const paymentEndpoints = [
  endpoint('post', '/payment_intents', intentCreate, (context, params) => payByTestCard(context, params)),
  endpoint('get', '/payment_intents', intentList, (context, params) =>
    listKind(context, 'payment_intent', '/v1/payment_intents', params, createdWithin(params.created)),
  ),
  endpoint('get', '/payment_intents/:id', retrieve, (context, _params, id) => getIntent(context, id)),
  endpoint('post', '/payment_intents/:id', intentUpdate, (context, { metadata, description, receipt_email }, id) => {
    const intent = withMetadata(getIntent(context, id), metadata);
    return context.objects.put<Stripe.PaymentIntent>({
      ...intent,
      description: description ?? intent.description,
      receipt_email: receipt_email ?? intent.receipt_email,
    });
  }),

  endpoint('get', '/charges', chargeList, (context, params) =>
    listKind(context, 'charge', '/v1/charges', params, [
      ...createdWithin(params.created),
      ...fieldIs('$.payment_intent', params.payment_intent),
    ]),
  ),
  endpoint('get', '/charges/:id', retrieve, (context, _params, id) => getCharge(context, id)),

  endpoint('post', '/coupons', couponCreate, (context, params) => createCoupon(context, params)),
  endpoint('get', '/coupons', couponList, (context, params) => {
    const coupons = listKind(context, 'coupon', '/v1/coupons', params, createdWithin(params.created));
    return { ...coupons, data: coupons.data.map((coupon) => withValidity(context, coupon)) };
  }),
  endpoint('get', '/coupons/:id', retrieve, (context, _params, id) => getCoupon(context, id)),
  endpoint('post', '/coupons/:id', couponUpdate, (context, { metadata, name }, id) => {
    const coupon = withMetadata(getCoupon(context, id), metadata);
    return context.objects.put<Stripe.Coupon>({ ...coupon, name: name ?? coupon.name });
  }),
  endpoint('delete', '/coupons/:id', couponDelete, (context, _params, id) => deleteCoupon(context, id)),
];

function getIntent(context: SandboxContext, id: string): Stripe.PaymentIntent {
  const intent = context.objects.find('payment_intent', id);
  if (!intent) throw missing('payment_intent', id, 'intent');
  return intent;
}
