import { itemsOf } from '../checkout/sessions.js';
import type { Room } from '../room.js';
import { ApiError } from './api-error.js';
import { DEFAULT_LIMIT, toList } from './list.js';

const MAX_DEPTH = 4;
/** How many line items come with a session: the rest has a list of its own, as with Stripe. */
const ITEMS_WITH_SESSION = 10;

type Json = Record<string, unknown>;

/**
 * Puts whole objects where their ids stand: `payment_intent.latest_charge`, `data.payment_intent`, `line_items`.
 * @throws ApiError for a path that leads to nothing expandable
 */
export function expandPaths(room: Room, answer: object, paths: string[] = []): object {
  const copy = structuredClone(answer) as Json;
  for (const path of paths) {
    const steps = path.split('.');
    if (steps.length > MAX_DEPTH) {
      throw new ApiError(`You cannot expand more than ${MAX_DEPTH} levels of a property (${path}).`, {
        param: 'expand',
      });
    }
    expandStep(room, copy, steps, path);
  }
  return copy;
}

function expandStep(room: Room, here: Json, [step, ...rest]: string[], path: string): void {
  if (step === undefined) return;
  if (here.object === 'checkout.session' && step === 'line_items') here.line_items ??= itemList(room, String(here.id));
  if (here.object === 'charge' && step === 'refunds') here.refunds ??= refundList(room, String(here.id));
  const value = here[step];
  // Nothing there, now: with another object of this kind there may be.
  if (value === null) return;

  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      if (isObject(entry)) expandStep(room, entry, rest, path);
      else value[index] = whole(room, entry, path);
    }
    return;
  }
  const object = isObject(value) ? value : whole(room, step === 'id' ? undefined : value, path);
  here[step] = object;
  expandStep(room, object, rest, path);
}

function whole(room: Room, id: unknown, path: string): Json {
  const object = typeof id === 'string' ? room.objects.findAny(id) : undefined;
  if (!object) throw new ApiError(`This property cannot be expanded (${path}).`, { param: 'expand' });
  return { ...object };
}

function itemList(room: Room, sessionId: string): object {
  const items = itemsOf(room, sessionId);
  return toList(`/v1/checkout/sessions/${sessionId}/line_items`, items.slice(0, ITEMS_WITH_SESSION), {
    hasMore: items.length > ITEMS_WITH_SESSION,
  });
}

/** Newest first, as many as a list has unless told: the rest has a list of its own. */
function refundList(room: Room, chargeId: string): object {
  const refunds = room.objects.ownedBy(chargeId, 'refund').toReversed();
  return toList(`/v1/charges/${chargeId}/refunds`, refunds.slice(0, DEFAULT_LIMIT), {
    hasMore: refunds.length > DEFAULT_LIMIT,
  });
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
