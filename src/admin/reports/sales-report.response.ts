/** Orders confirmed, shipped or delivered. */
export class SalesTotalResponse {
  /** In euro cents: what was paid, less what was given back for parts. */
  revenue!: number;
  orders!: number;
  /** Units. */
  items!: number;
}

export class SalesPeriodResponse extends SalesTotalResponse {
  /**
   * A day, the Sunday that a week begins with, or a month, in UTC.
   * @example "2026-11-22"
   */
  period!: string;
}

export class SalesReportResponse {
  /** Oldest first. */
  sales!: SalesPeriodResponse[];
  total!: SalesTotalResponse;
}
