import { QueryMoment } from '../../common/validation/moment.js';

export class OrdersExportQuery {
  /**
   * Only orders from this day or moment on.
   * @example 2026-01-01
   */
  @QueryMoment()
  since?: string;
}
