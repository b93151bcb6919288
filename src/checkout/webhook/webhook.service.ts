import { Injectable } from '@nestjs/common';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { InboxService } from './inbox.service.js';

/** What Stripe tells us: docs.stripe.com/api/events/types. It may come twice, late, or in another order. */
@Injectable()
export class WebhookService {
  constructor(
    private readonly stripe: StripeGateway,
    private readonly inbox: InboxService,
  ) {}

  /**
   * Returns once the event's effect is committed, or the event is kept; whatever is thrown makes Stripe deliver it again.
   * @param rawBody the very bytes that were signed
   * @throws InvalidSignatureError
   * @throws RedeliverLaterError when the goods are gone
   */
  async receive(rawBody: Buffer, signature: string | undefined): Promise<void> {
    await this.inbox.apply(this.stripe.verifyEvent(rawBody, signature));
  }
}
