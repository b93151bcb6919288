import { DomainError } from './domain-error.js';

/** The database, or the disk that it writes to, can't serve just now. A transaction that was under way is undone. */
export class DatabaseUnavailableError extends DomainError {
  readonly kind = 'upstream';
  readonly code = 'DATABASE_UNAVAILABLE';
  override readonly retryAfterSeconds = 5;

  /** @param reason what `databaseFailure` says */
  constructor(reason: string) {
    super('The database does not serve', { reason });
  }
}
