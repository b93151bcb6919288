import { Injectable, Logger } from '@nestjs/common';
import type { VerifiedSessionResponse } from './dto/payment-page.response.js';
import {
  InvalidSessionIdError,
  OrderRefundedError,
  PaymentNotCompletedError,
  SessionNotFoundError,
  SoldOutAfterPaymentError,
} from './checkout.errors.js';
import { FulfilmentService, type MadeOrder } from './fulfilment/fulfilment.service.js';
import { UnreadableMetadataError } from './session/session-metadata.js';
import { SessionSettlement, type Settled } from './settlement/session-settlement.service.js';
import { StripeGateway } from './stripe/stripe.gateway.js';

const STRIPE_SESSION_ID = /^cs_[A-Za-z0-9_]{1,250}$/;

/** What the storefront's success page asks: did it work? */
@Injectable()
export class VerificationService {
  private readonly logger = new Logger(VerificationService.name);

  constructor(
    private readonly stripe: StripeGateway,
    private readonly fulfilment: FulfilmentService,
    private readonly settlement: SessionSettlement,
  ) {}

  /**
   * Finds the order of a session, or makes it if the webhook has not come yet. Whoever asks learns the order's id and
   * number and nothing else, and becomes the owner of nothing: that is the account which opened the session.
   * @throws SoldOutAfterPaymentError while the goods are gone, OrderRefundedError once the money goes back
   */
  async verify(sessionId: string): Promise<VerifiedSessionResponse> {
    if (!STRIPE_SESSION_ID.test(sessionId)) throw new InvalidSessionIdError();
    const known = await this.fulfilment.findOrder(sessionId);
    if (known) return toVerified(known, true);

    const session = await this.stripe.findSession(sessionId);
    const settled = session && (await this.settlement.settle(session).catch((error: unknown) => this.foreign(error)));
    switch (settled?.state) {
      case 'order':
        return toVerified(settled.order, !settled.created);
      case 'oversold':
        throw new SoldOutAfterPaymentError('Paid, but sold out');
      case 'open':
      case 'processing':
      case 'closed':
        throw new PaymentNotCompletedError('Not paid (yet)');
      default:
        throw new SessionNotFoundError('Not a session of ours');
    }
  }

  private foreign(error: unknown): Settled {
    if (!(error instanceof UnreadableMetadataError)) throw error;
    this.logger.error(error);
    return { state: 'foreign' };
  }
}

function toVerified(order: MadeOrder, alreadyCreated: boolean): VerifiedSessionResponse {
  if (order.status === 'REFUNDED') throw new OrderRefundedError('The money went back');
  return { success: true, alreadyCreated, orderId: order.id, orderNumber: order.orderNumber };
}
