import { DomainError } from '../common/errors/domain-error.js';

export class AccessTokenRequiredError extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'ACCESS_TOKEN_REQUIRED';
}

export class InvalidTokenError extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'INVALID_TOKEN';
}

export class AdminAccessRequiredError extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'ADMIN_ACCESS_REQUIRED';
}
