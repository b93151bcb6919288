import type { Room } from '../room.js';
import { ApiError } from './api-error.js';
import { addOnDemand } from './on-demand.js';

const MAX_DEPTH = 4;

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
  addOnDemand(room, here, step, rest[0]);
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
  // A coupon may have been deleted since: its id is all that is left.
  if (step === 'coupon' && typeof value === 'string' && !room.objects.findAny(value)) return;
  const object = isObject(value) ? value : whole(room, step === 'id' ? undefined : value, path);
  here[step] = object;
  expandStep(room, object, rest, path);
}

function whole(room: Room, id: unknown, path: string): Json {
  const object = typeof id === 'string' ? room.objects.findAny(id) : undefined;
  if (!object) throw new ApiError(`This property cannot be expanded (${path}).`, { param: 'expand' });
  return { ...object };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
