export class OrdersByStatusResponse {
  /** @example 1 */
  pending!: number;
  /** @example 1 */
  confirmed!: number;
  /** @example 1 */
  shipped!: number;
  /** @example 3 */
  delivered!: number;
  /** @example 1 */
  cancelled!: number;
  /** @example 1 */
  refunded!: number;
}

export class OrderStatsResponse {
  /** Orders, whatever their state. @example 8 */
  total!: number;
  byStatus!: OrdersByStatusResponse;
  /** Of orders confirmed, shipped or delivered, less partial refunds and lost disputes. @example 34065 */
  totalRevenue!: number;
}

export class OrderStatsAnswerResponse {
  stats!: OrderStatsResponse;
}
