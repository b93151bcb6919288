export interface Finished {
  /** Of the session or refund at Stripe. */
  id: string;
  became: 'order' | 'refunded' | 'waiting for stock' | 'processing' | 'closed' | 'refund noted';
}

export interface ReconciliationReport {
  /** How many of Stripe's were looked at. */
  sessions: number;
  refunds: number;
  /** What had been missed and is done now. */
  finished: Finished[];
  /** What could not be done, and needs a person. */
  failed: { id: string; reason: string }[];
}

export function emptyReport(): ReconciliationReport {
  return { sessions: 0, refunds: 0, finished: [], failed: [] };
}

/** @returns lines for an operator */
export function describeReport({ sessions, refunds, finished, failed }: ReconciliationReport): string {
  return [
    ...finished.map(({ id, became }) => `${id}: ${became}`),
    ...failed.map(({ id, reason }) => `${id}: FAILED, ${reason}`),
    `Looked at ${sessions} sessions and ${refunds} refunds: ${finished.length} finished, ${failed.length} failed.`,
  ].join('\n');
}
