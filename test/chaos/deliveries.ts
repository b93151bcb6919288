import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Waits until the sandbox has no event left that it would deliver (again). @returns how many it gave up */
export async function allDelivered(sandboxDir: string, withinMs = 60_000): Promise<number> {
  const db = new Database(join(sandboxDir, 'sandbox.db'), { readonly: true });
  const count = db.prepare<[string], { n: number }>('SELECT COUNT(*) AS n FROM deliveries WHERE state = ?');
  try {
    const end = Date.now() + withinMs;
    while (count.get('due')!.n > 0) {
      if (Date.now() > end) throw new Error(`${count.get('due')!.n} events not delivered within ${withinMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return count.get('failed')!.n;
  } finally {
    db.close();
  }
}

/** What the shop has answered to the sandbox's events, each kind once; null: nothing. */
export function deliveryStatuses(sandboxDir: string): (number | null)[] {
  const db = new Database(join(sandboxDir, 'sandbox.db'), { readonly: true });
  try {
    return db.prepare<[], number | null>('SELECT DISTINCT status FROM attempts ORDER BY status').pluck().all();
  } finally {
    db.close();
  }
}
