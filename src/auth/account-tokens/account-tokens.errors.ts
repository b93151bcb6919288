import { DomainError } from '../../common/errors/domain-error.js';

export class InvalidAccountTokenError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'INVALID_OR_EXPIRED_TOKEN';

  constructor() {
    super('The account token is unknown, used or expired');
  }
}
