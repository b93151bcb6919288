import { DomainError } from '../common/errors/domain-error.js';

export class ProductNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'PRODUCT_NOT_FOUND';

  constructor() {
    super('No such product');
  }
}

export class SlugTakenError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'SLUG_ALREADY_EXISTS';

  constructor() {
    super('Another product has this slug');
  }
}

export class SkuTakenError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'SKU_ALREADY_EXISTS';

  constructor() {
    super('Another variant has this SKU');
  }
}

/** Orders refer to it: take it out of sale instead. */
export class ProductHasOrdersError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'PRODUCT_HAS_ORDERS';

  constructor(productId: string) {
    super(`Product ${productId} was ordered`, { productId });
  }
}

export class VariantNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'VARIANT_NOT_FOUND';

  constructor(variantId: string) {
    super(`No variant ${variantId}`);
  }
}
