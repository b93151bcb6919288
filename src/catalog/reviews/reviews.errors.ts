import { DomainError } from '../../common/errors/domain-error.js';

export class ReviewNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'REVIEW_NOT_FOUND';

  constructor() {
    super('No such review');
  }
}

export class NotReviewAuthorError extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'FORBIDDEN';

  constructor() {
    super('Somebody else’s review');
  }
}

export class PurchaseRequiredError extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'PURCHASE_REQUIRED';

  constructor() {
    super('The account has not bought the product');
  }
}

/** One an account and product. */
export class ReviewExistsError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'REVIEW_ALREADY_EXISTS';

  constructor() {
    super('The account has reviewed the product');
  }
}
