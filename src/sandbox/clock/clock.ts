import type { Database } from 'better-sqlite3';

/** The sandbox's time: the real one plus what it was advanced by. Stored in the file. */
export class Clock {
  constructor(
    private readonly db: Database,
    private readonly real: () => number,
  ) {}

  /** Milliseconds since 1970. */
  now(): number {
    return this.real() + this.aheadMs();
  }

  aheadMs(): number {
    return this.db.prepare<[], { ahead_ms: number }>('SELECT ahead_ms FROM clock').get()?.ahead_ms ?? 0;
  }

  advance(ms: number): void {
    this.db
      .prepare('INSERT INTO clock (id, ahead_ms) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET ahead_ms = ahead_ms + ?')
      .run(ms, ms);
  }

  /** Back to the real time. Planned work keeps its distance: a retry in five seconds stays one. */
  reset(): void {
    const reset = this.db.transaction(() => {
      const ahead = this.aheadMs();
      this.db.prepare(`UPDATE deliveries SET due_at = due_at - ? WHERE state = 'due'`).run(ahead);
      this.db.prepare('UPDATE refund_outcomes SET due_at = due_at - ?').run(ahead);
      this.db.prepare('DELETE FROM clock').run();
    });
    reset.immediate();
  }
}
