import { DomainError } from '../../common/errors/domain-error.js';

export class InvalidTrackingTokenError extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'INVALID_TRACKING_TOKEN';

  constructor() {
    super('A tracking token that is not for this order, or too old');
  }
}

export class OrderAccessDeniedError extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'ORDER_ACCESS_DENIED';

  constructor() {
    super('Neither tracking token nor account');
  }
}
