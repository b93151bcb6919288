export class WebhookReceivedResponse {
  /** @example true */
  received!: true;
}
