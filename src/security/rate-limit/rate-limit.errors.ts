import { DomainError } from '../../common/errors/domain-error.js';

export class RateLimitExceededError extends DomainError {
  readonly kind = 'too-many';
  readonly code = 'RATE_LIMIT_EXCEEDED';

  constructor(
    scope: string,
    override readonly retryAfterSeconds: number,
    /** How many there may be in a window. */
    readonly limit?: number,
  ) {
    super(`Too many: ${scope}`, { scope });
  }
}
