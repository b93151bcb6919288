import { closeReview, getFraudWarning, getReview } from '../radar/radar.js';
import { fraudWarningList, retrieve, reviewList } from '../schema/payment.params.js';
import { endpoint } from './endpoint.js';
import { createdWithin, fieldIs, listKind } from './list.js';

const WARNINGS = '/radar/early_fraud_warnings';

export const radarEndpoints = [
  endpoint('get', WARNINGS, fraudWarningList, (context, params) =>
    listKind(context, 'radar.early_fraud_warning', `/v1${WARNINGS}`, params, [
      ...createdWithin(params.created),
      ...fieldIs('$.payment_intent', params.payment_intent),
      ...fieldIs('$.charge', params.charge),
    ]),
  ),
  endpoint('get', `${WARNINGS}/:id`, retrieve, (context, _params, id) => getFraudWarning(context, id)),

  // Only open ones: docs.stripe.com/api/radar/reviews/list
  endpoint('get', '/reviews', reviewList, (context, params) =>
    listKind(context, 'review', '/v1/reviews', params, [
      ...createdWithin(params.created),
      { sql: `json_extract(data, '$.open') = 1`, values: [] },
    ]),
  ),
  endpoint('get', '/reviews/:id', retrieve, (context, _params, id) => getReview(context, id)),
  endpoint('post', '/reviews/:id/approve', retrieve, (context, _params, id) => closeReview(context, id)),
];
