/** Work that is done again and again, by one instance at a time. */
export interface Job {
  /** Also the key of its lease in the database: `outbox`. */
  name: string;
  everyMs: number;
  /**
   * Does what there is to do. What it throws is logged, and the next run comes at its time.
   * @param signal aborted when the lease was lost to another instance or the server ends: stop at the next safe point
   */
  run(signal: AbortSignal): Promise<unknown>;
}
