import { DomainError } from '../../common/errors/domain-error.js';
import type { OrderStatus } from '../../prisma/client.js';

/** An order cannot change from its status to the requested one. */
export class InvalidStatusTransitionError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'INVALID_STATUS_TRANSITION';

  constructor(from: OrderStatus, to: OrderStatus) {
    super(`No way from ${from} to ${to}`, { from, to });
  }
}

/** More money, or more units of a line, than are left to refund. */
export class RefundTooLargeError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'REFUND_TOO_LARGE';
}

/** The buyer's bank contests the payment. */
export class OrderDisputedError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'ORDER_DISPUTED';

  constructor(orderId: string, disputeId: string) {
    super('Disputed, and to be shipped without force', { orderId, disputeId });
  }
}

/** Stripe or the card's bank warns of the payment. */
export class OrderUnderReviewError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'ORDER_UNDER_REVIEW';

  constructor(orderId: string, warningId: string) {
    super('Stripe warns of the payment, and it is to be shipped without force', { orderId, warningId });
  }
}
