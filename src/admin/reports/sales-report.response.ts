/** Orders confirmed, shipped or delivered. */
export class SalesTotalResponse {
  /** In euro cents: payments less partial refunds and lost disputes. @example 3760 */
  revenue!: number;
  /** @example 1 */
  orders!: number;
  /** Units sold, less returned and refunded ones. @example 3 */
  items!: number;
}

export class SalesPeriodResponse extends SalesTotalResponse {
  /**
   * A day, the Sunday at the beginning of a week, or a month, in the shop's time zone.
   * @example "2026-11-22"
   */
  period!: string;
}

export class SalesReportResponse {
  /** Oldest first. */
  sales!: SalesPeriodResponse[];
  total!: SalesTotalResponse;
}
