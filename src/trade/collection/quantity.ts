import { InvalidFieldsError } from '../../common/errors/validation.error.js';

/** The most copies of a line, and of one request. */
export const COPIES_MAX = 9_999;

export class TooManyCopiesError extends InvalidFieldsError {
  constructor() {
    super([
      { path: 'quantity', msg: `Le champ « quantité » ferait plus de ${COPIES_MAX} exemplaires de cette carte.` },
    ]);
  }
}
