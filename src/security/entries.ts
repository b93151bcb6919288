import { setImmediate } from 'node:timers/promises';
import type { Request } from 'express';

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

/** Whether a request has no body and no query, as most reads: then there is nothing to look at. */
function isPlain(request: Request): boolean {
  return request.body === undefined && !request.url.includes('?');
}

/** After so many characters other requests get their turn. */
const TURN_LENGTH = 100_000;

/**
 * Calls `visit` for every key of body and query, at any depth. Large ones are done in several turns of the event loop.
 * The webhook's bytes have no keys.
 */
export async function forEachEntry(request: Request, visit: (entry: Entry) => void): Promise<void> {
  if (isPlain(request)) return;
  let length = 0;
  for (const entry of entriesOf(request)) {
    visit(entry);
    length += entry.key.length + (typeof entry.value === 'string' ? entry.value.length : 0);
    if (length < TURN_LENGTH) continue;
    length = 0;
    await setImmediate();
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
