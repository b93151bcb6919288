import type { Table } from './store.js';

/**
 * @returns the tables so that each comes after those it refers to
 * @throws Error when they refer to one another in a circle, which no order can serve
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
