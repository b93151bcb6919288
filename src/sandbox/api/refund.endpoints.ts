import { closeDispute, getDispute, updateDispute } from '../disputes/disputes.js';
import {
  disputeList,
  disputeUpdate,
  refundCreate,
  refundList,
  refundUpdate,
  retrieve,
} from '../schema/payment.params.js';
import { createRefund } from '../refunds/create-refund.js';
import { cancelRefund, getRefund, updateRefund } from '../refunds/refund-outcomes.js';
import { endpoint } from './endpoint.js';
import { createdWithin, fieldIs, listKind } from './list.js';

export const refundEndpoints = [
  endpoint('post', '/refunds', refundCreate, (context, params) => createRefund(context, params)),
  endpoint('get', '/refunds', refundList, (context, params) =>
    listKind(context, 'refund', '/v1/refunds', params, [
      ...createdWithin(params.created),
      ...fieldIs('$.payment_intent', params.payment_intent),
      ...fieldIs('$.charge', params.charge),
    ]),
  ),
  endpoint('get', '/refunds/:id', retrieve, (context, _params, id) => getRefund(context, id)),
  endpoint('post', '/refunds/:id', refundUpdate, (context, { metadata }, id) => updateRefund(context, id, metadata)),
  endpoint('post', '/refunds/:id/cancel', retrieve, (context, _params, id) => cancelRefund(context, id)),

  endpoint('get', '/disputes', disputeList, (context, params) =>
    listKind(context, 'dispute', '/v1/disputes', params, [
      ...createdWithin(params.created),
      ...fieldIs('$.payment_intent', params.payment_intent),
      ...fieldIs('$.charge', params.charge),
    ]),
  ),
  endpoint('get', '/disputes/:id', retrieve, (context, _params, id) => getDispute(context, id)),
  endpoint('post', '/disputes/:id', disputeUpdate, (context, params, id) => updateDispute(context, id, params)),
  endpoint('post', '/disputes/:id/close', retrieve, (context, _params, id) => closeDispute(context, id, 'lost')),
];
