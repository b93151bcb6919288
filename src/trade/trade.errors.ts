import { DomainError } from '../common/errors/domain-error.js';

export class InvalidSetIdError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'INVALID_SET_ID';

  constructor() {
    super('Not the form of a set id');
  }
}

export class SetNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'SET_NOT_FOUND';

  constructor(setId: string) {
    super(`No set ${setId}`, { setId });
  }
}

/** TCGdex does not answer, and nothing was kept from an earlier time. */
export class CardsUnavailableError extends DomainError {
  readonly kind = 'upstream';
  readonly code = 'TRADE_UNAVAILABLE';

  constructor(
    what: string,
    override readonly retryAfterSeconds: number,
  ) {
    super(`No answer for ${what}, and none kept`, { what });
  }
}
