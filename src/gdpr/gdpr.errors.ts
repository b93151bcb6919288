import { DomainError } from '../common/errors/domain-error.js';

export class NoDataError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'NO_DATA';
}

export class NoDeleteRequestError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'NO_DELETE_REQUEST';
}
