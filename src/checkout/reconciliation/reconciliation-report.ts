import type { SessionOutcome } from '../completion/session-outcome.js';

/** What is compared. The passes are independent: when one fails, the others run all the same. */
export type Pass = 'sessions' | 'refunds' | 'disputes';

export interface Finished {
  /** Of the session, refund or dispute at Stripe. */
  id: string;
  became: Exclude<SessionOutcome['state'], 'open' | 'foreign' | 'review'> | 'refund noted' | 'dispute noted';
}

/** With the number of compared objects of Stripe for each pass. */
export interface ReconciliationReport extends Record<Pass, number> {
  /** Number of paid sessions of other shops on this Stripe account. */
  others: number;
  /** What was missed and is finished now. */
  finished: Finished[];
  /** What failed and needs a review. */
  failed: { id: string; reason: string }[];
  /** Passes that stopped, mostly because Stripe did not answer. The next run continues them. */
  stopped: { pass: Pass; reason: string }[];
}

export function emptyReport(): ReconciliationReport {
  return { sessions: 0, refunds: 0, disputes: 0, others: 0, finished: [], failed: [], stopped: [] };
}

/** @returns one line about the passes that stopped; null when all were compared */
export function describeStopped({ stopped }: ReconciliationReport): string | null {
  return stopped.map(({ pass, reason }) => `${pass}: ${reason}`).join('; ') || null;
}

/**
 * @param dryRun whether nothing was changed
 * @returns lines for an operator
 */
export function describeReport(report: ReconciliationReport, dryRun: boolean): string {
  const { sessions, refunds, disputes, others, finished, failed } = report;
  const counts = `${finished.length} ${dryRun ? 'to finish' : 'finished'}, ${failed.length} failed.`;
  return [
    ...finished.map(({ id, became }) => `${id}: ${dryRun ? 'would be ' : ''}${became}`),
    ...failed.map(({ id, reason }) => `${id}: FAILED, ${reason}`),
    ...(others ? [`${others} paid sessions are of other shops.`] : []),
    `Looked at ${sessions} sessions, ${refunds} refunds and ${disputes} disputes: ${counts}`,
    ...(dryRun ? ['Nothing was changed.'] : []),
  ].join('\n');
}
