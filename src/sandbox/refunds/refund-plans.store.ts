import type { Database } from 'better-sqlite3';
import type { DeliveryPlan } from '../events/delivery-plan.js';
import type { FailureReason, FirstStatus } from './refund-object.js';

/** The final state of a refund. */
export type Outcome = 'succeed' | 'fail' | 'cancel';

/** How the next refunds go. */
export interface RefundPlan {
  status: FirstStatus;
  /** The outcome that follows automatically, after `afterSeconds`. */
  then: Outcome | null;
  afterSeconds: number;
  failureReason: FailureReason;
  delivery: DeliveryPlan;
}

export interface DueOutcome {
  refundId: string;
  outcome: Outcome;
  failureReason: FailureReason;
  delivery: DeliveryPlan;
}

/** Plans for the next refunds, and the outcomes that pending refunds are due. */
export class RefundPlanStore {
  constructor(private readonly db: Database) {}

  /** @param times how many refunds, after those planned before */
  planNext(plan: RefundPlan, times: number): void {
    this.db.prepare('INSERT INTO refund_plans (data, uses_left) VALUES (?, ?)').run(JSON.stringify(plan), times);
  }

  takeNext(): RefundPlan | undefined {
    const row = this.db
      .prepare<[], { id: number; data: string }>(
        'SELECT id, data FROM refund_plans WHERE uses_left > 0 ORDER BY id LIMIT 1',
      )
      .get();
    if (!row) return undefined;
    this.db.prepare('UPDATE refund_plans SET uses_left = uses_left - 1 WHERE id = ?').run(row.id);
    return JSON.parse(row.data) as RefundPlan;
  }

  forgetNext(): void {
    this.db.prepare('DELETE FROM refund_plans').run();
  }

  /** @param dueAt in milliseconds */
  schedule({ refundId, ...rest }: DueOutcome, dueAt: number): void {
    this.db
      .prepare('INSERT OR REPLACE INTO refund_outcomes (refund_id, due_at, data) VALUES (?, ?, ?)')
      .run(refundId, dueAt, JSON.stringify(rest));
  }

  nextDue(): number | undefined {
    const row = this.db.prepare<[], { at: number | null }>('SELECT MIN(due_at) AS at FROM refund_outcomes').get();
    return row?.at ?? undefined;
  }

  /** Removes and returns the due outcomes. */
  takeDue(now: number): DueOutcome[] {
    const rows = this.db
      .prepare<[number], { refund_id: string; data: string }>(
        'DELETE FROM refund_outcomes WHERE due_at <= ? RETURNING refund_id, data',
      )
      .all(now);
    return rows.map(({ refund_id: refundId, data }) => ({
      ...(JSON.parse(data) as Omit<DueOutcome, 'refundId'>),
      refundId,
    }));
  }
}
