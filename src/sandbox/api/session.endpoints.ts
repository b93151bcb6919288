import { createSession } from '../checkout/create-session.js';
import { expireLapsed, expireSession, getSession, itemsOf } from '../checkout/sessions.js';
import { lineItemList, retrieve } from '../params/payment.params.js';
import { sessionCreate, sessionList, sessionUpdate } from '../params/session.params.js';
import { withMetadata } from './changed-metadata.js';
import { endpoint } from './endpoint.js';
import { createdWithin, fieldIs, listKind, listOf } from './list.js';

const PATH = '/checkout/sessions';

export const sessionEndpoints = [
  endpoint('post', PATH, sessionCreate, (room, params) => createSession(room, params)),
  endpoint('get', PATH, sessionList, (room, params) => {
    expireLapsed(room);
    return listKind(room, 'checkout.session', `/v1${PATH}`, params, [
      ...createdWithin(params.created),
      ...fieldIs('$.payment_intent', params.payment_intent),
      ...fieldIs('$.status', params.status),
      ...fieldIs('$.customer_details.email', params.customer_details?.email),
    ]);
  }),
  endpoint('get', `${PATH}/:id`, retrieve, (room, _params, id) => getSession(room, id)),
  endpoint('post', `${PATH}/:id`, sessionUpdate, (room, { metadata }, id) =>
    room.objects.put(withMetadata(getSession(room, id), metadata)),
  ),
  endpoint('post', `${PATH}/:id/expire`, retrieve, (room, _params, id) => expireSession(room, id)),
  endpoint('get', `${PATH}/:id/line_items`, lineItemList, (room, params, id) =>
    listOf(`/v1${PATH}/${id}/line_items`, itemsOf(room, getSession(room, id).id), params),
  ),
];
