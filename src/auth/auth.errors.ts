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

export class InvalidCredentialsError extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'INVALID_CREDENTIALS';
}

export class RefreshTokenRequiredError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'REFRESH_TOKEN_REQUIRED';
}

export class InvalidRefreshTokenError extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'INVALID_REFRESH_TOKEN';
}

export class InvalidCurrentPasswordError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'INVALID_CURRENT_PASSWORD';
}
