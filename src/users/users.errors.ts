import { DomainError } from '../common/errors/domain-error.js';

export class EmailTakenError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'EMAIL_ALREADY_EXISTS';
}

export class UsernameTakenError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'USERNAME_ALREADY_EXISTS';
}

/** The user is logged in and was asked for the password again. */
export class InvalidPasswordError extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'INVALID_PASSWORD';
}

export class HashingBusyError extends DomainError {
  readonly kind = 'upstream';
  readonly code = 'SERVICE_BUSY';
  override readonly retryAfterSeconds = 5;

  constructor() {
    super('Too many passwords to hash');
  }
}

/** The account was deleted between the guard and the service. */
export class AccountGoneError extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'INVALID_TOKEN';

  constructor() {
    super('The account is gone');
  }
}

export class UserNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'USER_NOT_FOUND';

  constructor() {
    super('No such account');
  }
}

export class LastAdminError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'LAST_ADMIN';

  constructor() {
    super('Nobody else is an administrator');
  }
}

/** The shop must keep an administrator: another one has to remove the rights first. */
export class AdminCannotDeleteError extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'ADMIN_CANNOT_DELETE';
}
