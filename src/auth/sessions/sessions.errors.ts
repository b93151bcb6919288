import { DomainError } from '../../common/errors/domain-error.js';

/** Checkout sessions share the code. */
export class AuthSessionNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'SESSION_NOT_FOUND';
  override readonly text = 'Cette connexion n’existe pas ou est déjà terminée.';

  constructor() {
    super('No such session of this account');
  }
}
