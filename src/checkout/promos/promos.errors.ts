import { DomainError } from '../../common/errors/domain-error.js';
import { money } from '../../common/money.js';
import { CURRENCY } from '../rules/cart.js';

/** A code that can't be used for this purchase. */
export abstract class PromoRefusedError extends DomainError {
  readonly kind: 'invalid' | 'not-found' = 'invalid';
}

/** At create-session, where the code is one field of a request among others. */
export class UnknownPromoError extends PromoRefusedError {
  readonly code = 'PROMO_NOT_FOUND';

  constructor() {
    super('Unknown promo code');
  }
}

/** Where a code, or its id, is all that was asked for. */
export class PromoNotFoundError extends PromoRefusedError {
  override readonly kind = 'not-found';
  readonly code = 'PROMO_NOT_FOUND';

  constructor() {
    super('No such promo');
  }
}

export class PromoInactiveError extends PromoRefusedError {
  readonly code = 'PROMO_INACTIVE';

  constructor() {
    super('The promo is switched off');
  }
}

/** Over, or not begun. */
export class PromoExpiredError extends PromoRefusedError {
  readonly code = 'PROMO_EXPIRED';

  constructor() {
    super('Outside the days of the promo');
  }
}

export class MinPurchaseNotMetError extends PromoRefusedError {
  readonly code = 'MIN_PURCHASE_NOT_MET';
  override readonly text: string;

  constructor(minPurchaseCents: number) {
    super('Less in the cart than the promo asks for', { minPurchaseCents });
    this.text = `Ce code promo est valable à partir de ${money(minPurchaseCents, CURRENCY)} d’achat.`;
  }
}

export class PromoLimitReachedError extends PromoRefusedError {
  readonly code = 'PROMO_LIMIT_REACHED';

  constructor() {
    super('All uses of the promo are taken');
  }
}

export class PromoTakenError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'PROMO_ALREADY_EXISTS';

  constructor() {
    super('There is a promo with this code');
  }
}
