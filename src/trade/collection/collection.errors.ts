import { DomainError } from '../../common/errors/domain-error.js';

export class ItemNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'ITEM_NOT_FOUND';

  constructor() {
    super('No such item in any collection');
  }
}

export class ForeignItemError extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'FORBIDDEN';

  constructor(itemId: string) {
    super('The item is in another collection', { itemId });
  }
}
