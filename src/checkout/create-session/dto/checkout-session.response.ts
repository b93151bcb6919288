export class CheckoutSessionResponse {
  /** Stripe's id of the session. @example cs_test_a1b2c3 */
  sessionId!: string;

  /** Where the buyer pays. @example "https://checkout.stripe.com/c/pay/cs_test_a1b2c3" */
  url!: string;

  /** Present in a replay of the same Idempotency-Key. @example true */
  cached?: true;
}

export class VerifiedSessionResponse {
  /** @example true */
  success!: true;

  /** Whether the order existed before this call. @example true */
  alreadyCreated!: boolean;
  /** @example "demo-order-7" */
  orderId!: string;
  /** @example "BLVD-20261122-7K3M9QX2VB" */
  orderNumber!: string;
}
