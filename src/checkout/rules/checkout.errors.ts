import { DomainError, type ErrorDetail } from '../../common/errors/domain-error.js';
import { RateLimitExceededError } from '../../security/rate-limit/rate-limit.errors.js';

abstract class InvalidCheckoutError extends DomainError {
  readonly kind = 'invalid';
}

export class InvalidShippingMethodError extends InvalidCheckoutError {
  readonly code = 'INVALID_SHIPPING_METHOD';
}

export class CountryNotServedError extends InvalidCheckoutError {
  readonly code = 'COUNTRY_NOT_SERVED';
}

export class QuantityTooLargeError extends InvalidCheckoutError {
  readonly code = 'QUANTITY_TOO_LARGE';

  constructor(units: number) {
    super('More units than one order may have', { units });
  }
}

export class DuplicateItemsError extends InvalidCheckoutError {
  readonly code = 'DUPLICATE_ITEMS';

  constructor() {
    super('The same variant twice');
  }
}

export class UnknownVariantsError extends InvalidCheckoutError {
  readonly code = 'VARIANT_NOT_FOUND';

  constructor(override readonly details: ErrorDetail[]) {
    super('Variants that are not for sale');
  }
}

export class InvalidRedirectUrlError extends InvalidCheckoutError {
  readonly code = 'INVALID_REDIRECT_URL';

  constructor() {
    super('Redirect outside the allowed origins');
  }
}

export class AmountTooSmallError extends InvalidCheckoutError {
  readonly code = 'AMOUNT_TOO_SMALL';

  constructor(totalCents: number) {
    super('Less than Stripe takes', { totalCents });
  }
}

export class AmountTooLargeError extends InvalidCheckoutError {
  readonly code = 'AMOUNT_TOO_LARGE';

  constructor(totalCents: number) {
    super('More than Stripe takes', { totalCents });
  }
}

/** At create-session: nothing has been paid, and every short line is named. */
export class ShortStockError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'INSUFFICIENT_STOCK';
  override readonly text?: string;

  constructor(override readonly details: ErrorDetail[]) {
    super('Less in stock than requested', { lines: details.length });
    this.text = details[0]?.msg;
  }
}

export class IdempotencyKeyReusedError extends DomainError {
  readonly kind = 'unprocessable';
  readonly code = 'IDEMPOTENCY_KEY_REUSED';

  constructor() {
    super('The same Idempotency-Key with another request');
  }
}

/** Two guests must not get one session because their clients make the same key. */
export class IdempotencyKeyTooShortError extends InvalidCheckoutError {
  readonly code = 'IDEMPOTENCY_KEY_TOO_SHORT';

  constructor() {
    super('A guest’s Idempotency-Key is too short');
  }
}

/** The account created another session meanwhile; that one counts. */
export class CheckoutSupersededError extends InvalidCheckoutError {
  readonly code = 'CHECKOUT_SUPERSEDED';

  constructor() {
    super('Replaced by a newer session of the account');
  }
}

/** Stripe fails, is slow, or cannot be reached. Nothing payable is left. */
export class PaymentUnavailableError extends DomainError {
  readonly kind = 'upstream';
  readonly code = 'PAYMENT_UNAVAILABLE';
  override readonly retryAfterSeconds = 10;
}

export class InvalidSignatureError extends InvalidCheckoutError {
  readonly code = 'INVALID_SIGNATURE';

  constructor() {
    super('Not signed with a secret of ours, or too long ago');
  }
}

export class InvalidEventError extends InvalidCheckoutError {
  readonly code = 'INVALID_EVENT';

  constructor() {
    super('A signed body that is not an event');
  }
}

export class InvalidSessionIdError extends InvalidCheckoutError {
  readonly code = 'INVALID_SESSION_ID';

  constructor() {
    super('Not the id of a Stripe session');
  }
}

export class SessionNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'SESSION_NOT_FOUND';
}

export class PaymentNotCompletedError extends InvalidCheckoutError {
  readonly code = 'PAYMENT_NOT_COMPLETED';
}

/** Paid but sold out: it is retried, then refunded. */
export class SoldOutAfterPaymentError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'INSUFFICIENT_STOCK';
}

/** Paid and refunded. */
export class OrderRefundedError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'ORDER_REFUNDED';
}

/** Paid but sold out: 500, so that Stripe delivers the event again. A restock until then makes it an order. */
export class RedeliverLaterError extends DomainError {
  readonly kind = 'unexpected';
  readonly code = 'INSUFFICIENT_STOCK';
}

export class OrderNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'ORDER_NOT_FOUND';
}

export class EventNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'EVENT_NOT_FOUND';

  constructor() {
    super('No such event');
  }
}

/** The payload was deleted because of its personal data. */
export class EventPayloadGoneError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'EVENT_PAYLOAD_GONE';

  constructor() {
    super('The event’s payload is no longer kept');
  }
}

/** Only an event that needs a person can be dismissed. */
export class EventNotInReviewError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'EVENT_NOT_IN_REVIEW';

  constructor() {
    super('The event is not under review');
  }
}

export class HeldUnitsExceededError extends RateLimitExceededError {
  override readonly text: string;

  constructor(isVerified: boolean, retryAfterSeconds: number) {
    super('held-units', retryAfterSeconds);
    this.text = isVerified
      ? 'Ce panier dépasse le nombre d’articles qu’un compte peut réserver à la fois.'
      : 'Trop d’articles seraient réservés depuis votre connexion. Connectez-vous à un compte dont l’adresse e-mail est ' +
        'vérifiée pour en réserver davantage, ou réessayez dans quelques instants.';
  }
}
