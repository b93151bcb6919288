import { DomainError } from '../../common/errors/domain-error.js';

export class TwoFactorAlreadyEnabledError extends DomainError {
  readonly kind = 'invalid';
  readonly code = '2FA_ALREADY_ENABLED';
}

export class TwoFactorNotConfiguredError extends DomainError {
  readonly kind = 'invalid';
  readonly code = '2FA_NOT_CONFIGURED';
}

export class TwoFactorNotEnabledError extends DomainError {
  readonly kind = 'invalid';
  readonly code = '2FA_NOT_ENABLED';
}

export class CodeRequiredError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'CODE_REQUIRED';
}

export class CredentialsRequiredError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'CREDENTIALS_REQUIRED';
}

/** The code is wrong, too old or used before; the user is logged in. */
export class InvalidCodeError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'INVALID_CODE';
}

/** The same at a login, where it refuses the whole login. */
export class InvalidLoginCodeError extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'INVALID_2FA_CODE';
}
