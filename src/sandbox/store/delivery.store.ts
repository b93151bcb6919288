import type { Database } from 'better-sqlite3';

/**
 * `held` waits for a person to send it, `due` for its time (a first one or a retry), `failed` is given up, and `dropped`
 * needs no retry any more, as the event was sent again by hand.
 */
export type DeliveryState = 'held' | 'due' | 'delivered' | 'failed' | 'dropped';

export interface Delivery {
  id: number;
  event_id: string;
  /** Deliveries of one chain go out one after the other: the session's id. */
  chain: string;
  state: DeliveryState;
  attempts: number;
  /** Milliseconds since 1970. */
  due_at: number;
  /** The shop's last answer. */
  status: number | null;
  /** Why there was no answer. */
  problem: string | null;
}

export interface Attempt {
  at: number;
  ms: number;
  status: number | null;
  problem: string | null;
}

/** The planned deliveries of events, and the result of each attempt. */
export class DeliveryStore {
  constructor(private readonly db: Database) {}

  add(eventId: string, chain: string, state: 'held' | 'due', dueAt: number): number {
    return Number(
      this.db
        .prepare('INSERT INTO deliveries (event_id, chain, state, due_at) VALUES (?, ?, ?, ?)')
        .run(eventId, chain, state, dueAt).lastInsertRowid,
    );
  }

  get(id: number): Delivery {
    return this.db.prepare<[number], Delivery>('SELECT * FROM deliveries WHERE id = ?').get(id)!;
  }

  ofEvent(eventId: string): Delivery[] {
    return this.db.prepare<[string], Delivery>('SELECT * FROM deliveries WHERE event_id = ? ORDER BY id').all(eventId);
  }

  attemptsOf(deliveryId: number): Attempt[] {
    return this.db
      .prepare<[number], Attempt>('SELECT at, ms, status, problem FROM attempts WHERE delivery_id = ? ORDER BY id')
      .all(deliveryId);
  }

  heldOf(chain: string): Delivery[] {
    return this.db
      .prepare<[string], Delivery>(`SELECT * FROM deliveries WHERE chain = ? AND state = 'held' ORDER BY id`)
      .all(chain);
  }

  release(id: number, dueAt: number): void {
    this.db.prepare(`UPDATE deliveries SET state = 'due', due_at = ? WHERE id = ?`).run(dueAt, id);
  }

  /**
   * Takes all due deliveries and postpones them by `leaseMs`: another process on the same file doesn't send them as well,
   * and after a crash they are sent later.
   */
  claimDue(now: number, leaseMs: number): Delivery[] {
    const claim = this.db.transaction(() => {
      const due = this.db
        .prepare<[number], Delivery>(
          `SELECT * FROM deliveries WHERE state = 'due' AND due_at <= ? ORDER BY due_at, id LIMIT 200`,
        )
        .all(now);
      for (const { id } of due) this.release(id, now + leaseMs);
      return due;
    });
    return claim.immediate();
  }

  nextDue(): number | undefined {
    const row = this.db
      .prepare<[], { at: number | null }>(`SELECT MIN(due_at) AS at FROM deliveries WHERE state = 'due'`)
      .get();
    return row?.at ?? undefined;
  }

  /** Records an attempt and the next step. */
  record(id: number, attempt: Attempt, state: DeliveryState, dueAt: number): void {
    const { at, ms, status, problem } = attempt;
    this.db.transaction(() => {
      this.db
        .prepare('INSERT INTO attempts (delivery_id, at, ms, status, problem) VALUES (?, ?, ?, ?, ?)')
        .run(id, at, ms, status, problem);
      this.db
        .prepare(
          'UPDATE deliveries SET state = ?, attempts = attempts + 1, due_at = ?, status = ?, problem = ? WHERE id = ?',
        )
        .run(state, dueAt, status, problem, id);
    })();
  }

  /** The event has arrived another way: its retries are over. First deliveries still go out. */
  dropRetries(eventId: string): void {
    this.db
      .prepare(`UPDATE deliveries SET state = 'dropped' WHERE event_id = ? AND state = 'due' AND attempts > 0`)
      .run(eventId);
  }
}
