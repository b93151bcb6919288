import { DomainError, type ErrorDetail } from '../../common/errors/domain-error.js';

/** Fewer units are left than requested. The caller that knows the cart adds the `details` for the buyer. */
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

/** The stock is no longer what the administrator saw, or the change would make it negative. */
export class StaleStockError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'STALE_STOCK';

  constructor(variantId: string) {
    super(`The stock of variant ${variantId} changed in between`, { variantId });
  }
}
