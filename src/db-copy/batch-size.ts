import type { Row } from './values.js';

const MAX_ROWS = 1_000;
/** In characters: one Stripe event may have some thousand. */
const MAX_LENGTH = 1_000_000;

/** Ends batches by size, so that long rows don't fill the memory. */
export class BatchSize {
  private rows = 0;
  private length = 0;

  /** @returns whether the batch ends with this row */
  isFullWith(row: Row): boolean {
    this.rows += 1;
    for (const value of row) {
      if (typeof value === 'string' || Buffer.isBuffer(value)) this.length += value.length;
    }
    const isFull = this.rows >= MAX_ROWS || this.length >= MAX_LENGTH;
    if (isFull) this.rows = this.length = 0;
    return isFull;
  }
}
