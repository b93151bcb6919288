export class OrdersByStatusResponse {
  pending!: number;
  confirmed!: number;
  shipped!: number;
  delivered!: number;
  cancelled!: number;
  refunded!: number;
}

export class OrderStatsResponse {
  /** Orders, whatever their state. */
  total!: number;
  byStatus!: OrdersByStatusResponse;
  /** In euro cents: what was paid for orders confirmed, shipped or delivered, less what was given back for parts. */
  totalRevenue!: number;
}

export class OrderStatsAnswerResponse {
  stats!: OrderStatsResponse;
}
