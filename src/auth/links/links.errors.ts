import { DomainError } from '../../common/errors/domain-error.js';

export class InvalidLinkError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'INVALID_OR_EXPIRED_TOKEN';

  constructor() {
    super('The token of a link is unknown, used or expired');
  }
}
