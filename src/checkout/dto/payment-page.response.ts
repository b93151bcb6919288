export class PaymentPageResponse {
  /** Stripe's id of the session. @example cs_test_a1b2c3 */
  sessionId!: string;

  /** Where the buyer pays. */
  url!: string;

  /** Present in a replay of the same Idempotency-Key. */
  cached?: true;
}

export class VerifiedSessionResponse {
  success!: true;

  /** Whether the order was there before this call. */
  alreadyCreated!: boolean;
  orderId!: string;
  orderNumber!: string;
}

export class WebhookReceivedResponse {
  received!: true;
}
