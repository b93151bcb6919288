import type { SandboxContext } from '../sandbox-context.js';
import { ApiError } from '../api-error.js';
import { addOnDemand } from './on-demand.js';

const MAX_DEPTH = 4;

type Json = Record<string, unknown>;

/**
 * Puts whole objects where their ids stand: `payment_intent.latest_charge`, `data.payment_intent`, `line_items`.
 * @throws ApiError for a path that leads to nothing expandable
 */
export function expandPaths(context: SandboxContext, answer: object, paths: string[] = []): object {
  const copy = structuredClone(answer) as Json;
  for (const path of paths) {
    const steps = path.split('.');
    if (steps.length > MAX_DEPTH) {
      throw new ApiError(`You cannot expand more than ${MAX_DEPTH} levels of a property (${path}).`, {
        param: 'expand',
      });
    }
    expandStep(context, copy, steps, path);
  }
  return copy;
}

function expandStep(context: SandboxContext, here: Json, [step, ...rest]: string[], path: string): void {
  if (step === undefined) return;
  addOnDemand(context, here, step, rest[0]);
  const value = here[step];
  // Nothing there, now: with another object of this kind there may be.
  if (value === null) return;

  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      if (isObject(entry)) expandStep(context, entry, rest, path);
      else value[index] = whole(context, entry, path);
    }
    return;
  }
  // A coupon may have been deleted since: its id is all that is left.
  if (step === 'coupon' && typeof value === 'string' && !context.objects.findAny(value)) return;
  const object = isObject(value) ? value : whole(context, step === 'id' ? undefined : value, path);
  here[step] = object;
  expandStep(context, object, rest, path);
}

function whole(context: SandboxContext, id: unknown, path: string): Json {
  const object = typeof id === 'string' ? context.objects.findAny(id) : undefined;
  if (!object) throw new ApiError(`This property cannot be expanded (${path}).`, { param: 'expand' });
  return { ...object };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
