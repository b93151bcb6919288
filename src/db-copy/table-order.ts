import type { Table } from './store.js';

/**
 * @returns the tables, each after those that it refers to
 * @throws Error when references form a circle
 */
export function inReferenceOrder<T extends Pick<Table, 'name' | 'refersTo'>>(tables: T[]): T[] {
  const ordered: T[] = [];
  let waiting = tables;
  while (waiting.length) {
    const missing = new Set(waiting.map(({ name }) => name));
    const ready = waiting.filter(({ refersTo }) => !refersTo.some((name) => missing.has(name)));
    if (ready.length === 0) throw new Error(`These tables refer to one another: ${[...missing].join(', ')}`);
    ordered.push(...ready);
    waiting = waiting.filter((table) => !ready.includes(table));
  }
  return ordered;
}
