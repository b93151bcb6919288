import { QueryText } from '../../../common/pagination/page.query.js';

/** Any other text, and none, is an invalid token. */
export class UndoTwoFactorQuery {
  /** From the link in the mail. */
  @QueryText()
  token?: string;
}
