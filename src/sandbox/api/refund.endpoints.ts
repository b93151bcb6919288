import { closeDispute, getDispute, updateDispute } from '../disputes/disputes.js';
import {
  disputeList,
  disputeUpdate,
  refundCreate,
  refundList,
  refundUpdate,
  retrieve,
} from '../params/payment.params.js';
import { createRefund } from '../refunds/create-refund.js';
import { cancelRefund, getRefund, updateRefund } from '../refunds/refund-outcomes.js';
import { endpoint } from './endpoint.js';
import { createdWithin, fieldIs, listKind } from './list.js';

export const refundEndpoints = [
  endpoint('post', '/refunds', refundCreate, (room, params) => createRefund(room, params)),
  endpoint('get', '/refunds', refundList, (room, params) =>
    listKind(room, 'refund', '/v1/refunds', params, [
      ...createdWithin(params.created),
      ...fieldIs('$.payment_intent', params.payment_intent),
      ...fieldIs('$.charge', params.charge),
    ]),
  ),
  endpoint('get', '/refunds/:id', retrieve, (room, _params, id) => getRefund(room, id)),
  endpoint('post', '/refunds/:id', refundUpdate, (room, { metadata }, id) => updateRefund(room, id, metadata)),
  endpoint('post', '/refunds/:id/cancel', retrieve, (room, _params, id) => cancelRefund(room, id)),

  endpoint('get', '/disputes', disputeList, (room, params) =>
    listKind(room, 'dispute', '/v1/disputes', params, [
      ...createdWithin(params.created),
      ...fieldIs('$.payment_intent', params.payment_intent),
      ...fieldIs('$.charge', params.charge),
    ]),
  ),
  endpoint('get', '/disputes/:id', retrieve, (room, _params, id) => getDispute(room, id)),
  endpoint('post', '/disputes/:id', disputeUpdate, (room, params, id) => updateDispute(room, id, params)),
  endpoint('post', '/disputes/:id/close', retrieve, (room, _params, id) => closeDispute(room, id, 'lost')),
];
