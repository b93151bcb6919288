import { DomainError, type ErrorDetail } from '../../common/errors/domain-error.js';

/** Fewer units are left than were asked for. Whoever knows the cart adds the `details` for the buyer. */
export class InsufficientStockError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'INSUFFICIENT_STOCK';

  constructor(
    readonly variantId: string,
    readonly requested: number,
    override readonly details?: ErrorDetail[],
  ) {
    super(`Fewer than ${requested} of variant ${variantId} left`, { variantId, requested });
  }
}

/** The variant was deleted: no restock will ever bring it back. */
export class VariantGoneError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'INSUFFICIENT_STOCK';

  constructor(readonly variantId: string) {
    super(`Variant ${variantId} no longer exists`, { variantId });
  }
}

/** What the administrator saw is no longer true, or the difference would go below zero. */
export class StaleStockError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'STALE_STOCK';

  constructor(variantId: string) {
    super(`The stock of variant ${variantId} changed in between`, { variantId });
  }
}

export class VariantNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'VARIANT_NOT_FOUND';

  constructor(variantId: string) {
    super(`No variant ${variantId}`);
  }
}
