import { setImmediate } from 'node:timers/promises';
import type { Request, RequestHandler } from 'express';

/** An object or a list of a parsed body: what has keys to look at. */
export type Container = Record<string, unknown>;

export function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

export interface Entry {
  container: Container;
  key: string;
  value: unknown;
  /** Directly in body or query. */
  isTop: boolean;
}

/**
 * Begins with a request, or refuses it by throwing.
 * @returns what looks at each of its entries: it may change the entry in its container, or throw
 */
export type InputStep = (request: Request) => (entry: Entry) => void;

/** After so many characters other requests get their turn. */
const TURN_LENGTH = 100_000;

/**
 * Runs the steps one after the other on every key of body and query, at any depth. Large ones are done in several turns
 * of the event loop. Most reads have no body, no query and no `%00` in the path: there is nothing to look at.
 */
export function inputSteps(...steps: InputStep[]): RequestHandler {
  return (request, _response, next) => {
    if (request.body === undefined && !/\?|%00/.test(request.url)) return next();
    runSteps(steps, request).then(() => next(), next);
  };
}

/** The webhook's bytes have no keys. */
async function runSteps(steps: InputStep[], request: Request): Promise<void> {
  let length = 0;
  for (const step of steps) {
    const look = step(request);
    for (const entry of entriesOf(request)) {
      look(entry);
      length += entry.key.length + (typeof entry.value === 'string' ? entry.value.length : 0);
      if (length < TURN_LENGTH) continue;
      length = 0;
      await setImmediate();
    }
  }
}

function* entriesOf(request: Request): Generator<Entry> {
  const body: unknown = request.body;
  const tops = [Buffer.isBuffer(body) ? undefined : body, request.url.includes('?') ? request.query : undefined];
  const waiting = tops.filter(isContainer);
  for (let container = waiting.pop(); container; container = waiting.pop()) {
    const isTop = tops.includes(container);
    for (const key of Object.keys(container)) {
      const value = container[key];
      yield { container, key, value, isTop };
      if (isContainer(value)) waiting.push(value);
    }
  }
}
