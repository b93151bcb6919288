import type { ErrorCode } from './error-texts.js';

export type DomainErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'unsupported'
  | 'unprocessable'
  | 'too-many'
  | 'unexpected'
  | 'upstream';

/** What is wrong with one field; some codes carry more than these two. */
export interface ErrorDetail {
  path: string;
  msg: string;
  [more: string]: unknown;
}

/** A refusal with a meaning: thrown by a feature, turned into an answer by the ErrorFilter. */
export abstract class DomainError extends Error {
  abstract readonly kind: DomainErrorKind;
  abstract readonly code: ErrorCode;

  /** The sentence for the customer, when it says more than the code's own. */
  readonly text?: string;
  readonly details?: ErrorDetail[];
  /** Seconds after which another try makes sense; sent as `Retry-After`. */
  readonly retryAfterSeconds?: number;

  /**
   * @param message for the log
   * @param context for the log as well: ids and numbers, nothing personal
   */
  constructor(
    message: string,
    readonly context?: Record<string, unknown>,
  ) {
    super(message);
    this.name = new.target.name;
  }
}
