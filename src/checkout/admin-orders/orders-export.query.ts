import { QueryMoment } from '../../common/validation/moment.js';
import { KnownParametersOnly } from '../../common/validation/known-parameters.js';

@KnownParametersOnly()
export class OrdersExportQuery {
  /**
   * Only orders from this moment on, or from midnight of this day in the shop's time zone.
   * @example 2026-01-01
   */
  @QueryMoment()
  since?: string;
}
