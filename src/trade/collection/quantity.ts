import { InvalidFieldsError } from '../../common/errors/validation.error.js';

/** What a request may add, or set. */
export const GIVEN_MAX = 9_999;

/** What adds may sum up to: more than anybody has, and little enough for every sum of an account to be exact. */
export const TOTAL_MAX = 999_999;

export class TooManyCopiesError extends InvalidFieldsError {
  constructor(max: number) {
    super([{ path: 'quantity', msg: `Le champ « quantité » ferait plus de ${max} exemplaires de cette carte.` }]);
  }
}
