import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { ApiError } from '../api-error.js';

interface Row {
  endpoint: string;
  fingerprint: string;
  started_at: number;
  status: number | null;
  body: string | null;
}

export interface SavedAnswer {
  status: number;
  body: string;
}

const DAY_MS = 86_400_000;
/** A crashed process blocks the key of its request at most this long. */
const ABANDONED_MS = 60_000;

/** The first answer to each idempotency key: docs.stripe.com/api/idempotent_requests */
export class IdempotencyStore {
  constructor(private readonly db: Database) {}

  /**
   * Takes the key for this request.
   * @param endpoint method and path
   * @returns the answer that was given to it before; undefined when the request is to be carried out
   * @throws ApiError when the key belongs to another request, or to one that is being carried out right now
   */
  begin(key: string, endpoint: string, params: string, now: number): SavedAnswer | undefined {
    const fingerprint = createHash('sha256').update(params).digest('hex');
    const take = this.db.transaction(() => {
      // Stripe forgets them after a day.
      this.db.prepare('DELETE FROM idempotency WHERE started_at < ?').run(now - DAY_MS);
      this.db
        .prepare('DELETE FROM idempotency WHERE key = ? AND status IS NULL AND started_at < ?')
        .run(key, now - ABANDONED_MS);
      const row = this.db.prepare<[string], Row>('SELECT * FROM idempotency WHERE key = ?').get(key);
      if (row) return answerOf(key, row, endpoint, fingerprint);
      this.db
        .prepare('INSERT INTO idempotency (key, endpoint, fingerprint, started_at) VALUES (?, ?, ?, ?)')
        .run(key, endpoint, fingerprint, now);
      return undefined;
    });
    return take.immediate();
  }

  save(key: string, { status, body }: SavedAnswer): void {
    this.db.prepare('UPDATE idempotency SET status = ?, body = ? WHERE key = ?').run(status, body, key);
  }

  /** The request was not carried out: the key is free again. */
  release(key: string): void {
    this.db.prepare('DELETE FROM idempotency WHERE key = ? AND status IS NULL').run(key);
  }
}

function answerOf(key: string, row: Row, endpoint: string, fingerprint: string): SavedAnswer {
  if (row.endpoint !== endpoint || row.fingerprint !== fingerprint) {
    throw new ApiError(
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      { type: 'idempotency_error' },
    );
  }
  if (row.status === null || row.body === null) {
    throw new ApiError(
      'There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through). Please try again later.',
      { type: 'idempotency_error', code: 'idempotency_key_in_use', status: 409 },
    );
  }
  return { status: row.status, body: row.body };
}
