import { DomainError } from '../../common/errors/domain-error.js';
import type { OrderStatus } from '../../generated/sqlite/client.js';

/** An order can't go from the state it is in to the one that was asked for. */
export class InvalidStatusTransitionError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'INVALID_STATUS_TRANSITION';

  constructor(from: OrderStatus, to: OrderStatus) {
    super(`No way from ${from} to ${to}`, { from, to });
  }
}

/** More money, or more units of a line, than are left to be given back. */
export class RefundTooLargeError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'REFUND_TOO_LARGE';
}
