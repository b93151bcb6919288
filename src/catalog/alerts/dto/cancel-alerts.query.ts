import { QueryText } from '../../../common/pagination/page.query.js';

export class CancelAlertsQuery {
  /** From the link in a mail about an article that is back. */
  @QueryText()
  token?: string;
}
