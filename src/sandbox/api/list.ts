import type { Created } from '../schema/shared-rules.js';
import type { SandboxContext } from '../sandbox-context.js';
import type { Kind, Kinds } from '../store/kinds.js';
import type { Condition } from '../store/object.store.js';
import { ApiError, missing } from '../api-error.js';

export interface Paging {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
}

export interface List<T> {
  object: 'list';
  url: string;
  has_more: boolean;
  data: T[];
}

export const DEFAULT_LIMIT = 10;

export function toList<T>(url: string, data: T[], { hasMore }: { hasMore: boolean }): List<T> {
  return { object: 'list', url, has_more: hasMore, data };
}

/**
 * A page of a kind of object, newest first.
 * @throws ApiError for a cursor that isn't there, or two of them
 */
export function listKind<K extends Kind>(
  context: SandboxContext,
  kind: K,
  url: string,
  { limit = DEFAULT_LIMIT, starting_after: after, ending_before: before }: Paging,
  conditions: Condition[],
): List<Kinds[K]> {
  if (after !== undefined && before !== undefined) throw bothCursors();
  if (after !== undefined && !context.objects.find(kind, after)) throw missing(kind, after, 'starting_after', 400);
  if (before !== undefined && !context.objects.find(kind, before)) throw missing(kind, before, 'ending_before', 400);
  const found = context.objects.list(kind, conditions, { limit, after, before });
  const page = found.slice(0, limit);
  return toList(url, before === undefined ? page : page.toReversed(), { hasMore: found.length > limit });
}

/** A page of what is in memory already, in its own order. */
export function listOf<T extends { id: string }>(
  url: string,
  all: T[],
  { limit = DEFAULT_LIMIT, starting_after: after, ending_before: before }: Paging,
): List<T> {
  if (after !== undefined && before !== undefined) throw bothCursors();
  const place = (id: string, param: string): number => {
    const index = all.findIndex((entry) => entry.id === id);
    if (index === -1) throw missing('item', id, param, 400);
    return index;
  };
  if (before !== undefined) {
    const end = place(before, 'ending_before');
    return toList(url, all.slice(Math.max(end - limit, 0), end), { hasMore: end > limit });
  }
  const start = after === undefined ? 0 : place(after, 'starting_after') + 1;
  return toList(url, all.slice(start, start + limit), { hasMore: start + limit < all.length });
}

const OPERATORS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

export function createdWithin(created: Created | undefined): Condition[] {
  return Object.entries(OPERATORS).flatMap(([name, operator]) => {
    const bound = created?.[name as keyof typeof OPERATORS];
    return bound === undefined ? [] : [{ sql: `created ${operator} ?`, values: [bound] }];
  });
}

/** @param path inside the object: `$.payment_intent` */
export function fieldIs(path: string, value: string | undefined): Condition[] {
  return value === undefined ? [] : [{ sql: `json_extract(data, '${path}') = ?`, values: [value] }];
}

function bothCursors(): ApiError {
  return new ApiError('You may only specify one of these parameters: starting_after, ending_before.', {
    param: 'ending_before',
  });
}
