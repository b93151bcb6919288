import { DomainError } from '../../common/errors/domain-error.js';

export class InvalidCancelLinkError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'INVALID_OR_EXPIRED_TOKEN';

  constructor() {
    super('Not a link of ours to cancel stock alerts, or too old');
  }
}
