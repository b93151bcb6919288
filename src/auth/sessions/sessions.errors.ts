import { DomainError } from '../../common/errors/domain-error.js';

/** The code is that of a payment session, too, and says the same: the one that was named is not there for whoever asks. */
export class LoginNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'SESSION_NOT_FOUND';
  override readonly text = 'Cette connexion n’existe pas ou est déjà terminée.';

  constructor() {
    super('No such login of this account');
  }
}
