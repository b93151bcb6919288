import { eventList, retrieve } from '../schema/payment.params.js';
import { second } from '../sandbox-context.js';
import type { Condition } from '../store/object.store.js';
import { ApiError, missing } from '../api-error.js';
import { endpoint } from './endpoint.js';
import { createdWithin, listKind } from './list.js';

/** Stripe hands out the events of 30 days: docs.stripe.com/api/events/list */
const KEPT_SECONDS = 30 * 86_400;

export const eventEndpoints = [
  endpoint('get', '/events', eventList, (context, params) => {
    if (params.type !== undefined && params.types !== undefined) {
      throw new ApiError('You may only specify one of these parameters: type, types.', { param: 'types' });
    }
    const events = listKind(context, 'event', '/v1/events', params, [
      ...createdWithin(params.created),
      ...createdWithin({ gte: second(context) - KEPT_SECONDS }),
      ...ofTypes(params.types ?? (params.type === undefined ? [] : [params.type])),
      ...byDelivery(params.delivery_success),
    ]);
    return { ...events, data: events.data.map((event) => context.events.withPending(event)) };
  }),
  endpoint('get', '/events/:id', retrieve, (context, _params, id) => {
    const event = context.objects.find('event', id);
    if (!event || event.created < second(context) - KEPT_SECONDS) throw missing('event', id);
    return context.events.withPending(event);
  }),
];

/** `charge.*` stands for all that begin so. */
function ofTypes(types: string[]): Condition[] {
  if (types.length === 0) return [];
  const sql = types.map((type) => `json_extract(data, '$.type') ${type.includes('*') ? 'GLOB' : '='} ?`).join(' OR ');
  return [{ sql, values: types }];
}

function byDelivery(success: boolean | undefined): Condition[] {
  if (success === undefined) return [];
  const arrived = `EXISTS (SELECT 1 FROM deliveries WHERE event_id = objects.id AND state = 'delivered')`;
  return [{ sql: success ? arrived : `NOT ${arrived}`, values: [] }];
}
