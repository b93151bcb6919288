import { createSession } from '../checkout/create-session.js';
import { expireLapsed, expireSession, getSession, itemsOf } from '../checkout/sessions.js';
import { lineItemList, retrieve } from '../schema/payment.params.js';
import { sessionCreate, sessionList, sessionUpdate } from '../schema/session.params.js';
import { withMetadata } from '../changed-metadata.js';
import { endpoint } from './endpoint.js';
import { createdWithin, fieldIs, listKind, listOf } from './list.js';

const PATH = '/checkout/sessions';

export const sessionEndpoints = [
  endpoint('post', PATH, sessionCreate, (context, params) => createSession(context, params)),
  endpoint('get', PATH, sessionList, (context, params) => {
    expireLapsed(context);
    return listKind(context, 'checkout.session', `/v1${PATH}`, params, [
      ...createdWithin(params.created),
      ...fieldIs('$.payment_intent', params.payment_intent),
      ...fieldIs('$.status', params.status),
      ...fieldIs('$.customer_details.email', params.customer_details?.email),
    ]);
  }),
  endpoint('get', `${PATH}/:id`, retrieve, (context, _params, id) => getSession(context, id)),
  endpoint('post', `${PATH}/:id`, sessionUpdate, (context, { metadata }, id) =>
    context.objects.put(withMetadata(getSession(context, id), metadata)),
  ),
  endpoint('post', `${PATH}/:id/expire`, retrieve, (context, _params, id) => expireSession(context, id)),
  endpoint('get', `${PATH}/:id/line_items`, lineItemList, (context, params, id) =>
    listOf(`/v1${PATH}/${id}/line_items`, itemsOf(context, getSession(context, id).id), params),
  ),
];
