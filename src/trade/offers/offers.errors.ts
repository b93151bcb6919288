import { DomainError } from '../../common/errors/domain-error.js';

export class ReceiverIsOneselfError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'INVALID_RECEIVER';

  constructor() {
    super('An offer to oneself');
  }
}

export class ReceiverNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'RECEIVER_NOT_FOUND';

  constructor() {
    super('No account has this id or username');
  }
}

export class TooManyPendingOffersError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'TOO_MANY_PENDING_OFFERS';

  constructor(creatorId: string, receiverId: string) {
    super('As many offers from one to the other are pending as may be', { creatorId, receiverId });
  }
}

export class OfferNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'OFFER_NOT_FOUND';

  constructor() {
    super('No such offer');
  }
}

/** The account has no part in it, or not the part that this takes. */
export class ForeignOfferError extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'FORBIDDEN';

  constructor(offerId: string) {
    super('Not for this account', { offerId });
  }
}

export class OfferNotPendingError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'OFFER_NOT_PENDING';

  constructor(offerId: string) {
    super('The offer was answered or cancelled before', { offerId });
  }
}
