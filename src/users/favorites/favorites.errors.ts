import { DomainError } from '../../common/errors/domain-error.js';

export class CardAlreadyFavoriteError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'CARD_ALREADY_FAVORITE';

  constructor() {
    super('The account has this card among its favourites');
  }
}

export class FavoriteNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'FAVORITE_NOT_FOUND';

  constructor() {
    super('No such card among the favourites of the account');
  }
}
