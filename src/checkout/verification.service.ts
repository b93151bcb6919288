import { Injectable } from '@nestjs/common';
import type { VerifiedSessionResponse } from './dto/payment-page.response.js';
import { InvalidSessionIdError, PaymentNotCompletedError, SessionNotFoundError } from './checkout.errors.js';
import { FulfilmentService } from './fulfilment/fulfilment.service.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { parseMetadata } from './session/session-metadata.js';
import { StripeGateway } from './stripe/stripe.gateway.js';

const STRIPE_SESSION_ID = /^cs_[A-Za-z0-9_]{1,250}$/;

/** What the storefront's success page asks: did it work? */
@Injectable()
export class VerificationService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly stripe: StripeGateway,
    private readonly fulfilment: FulfilmentService,
  ) {}

  /**
   * Finds the order of a session, or makes it if the webhook has not come yet. Whoever asks learns the order's id and
   * number and nothing else, and becomes the owner of nothing: that is the account which opened the session.
   * @throws InsufficientStockError when it is paid and the goods are gone
   */
  async verify(sessionId: string): Promise<VerifiedSessionResponse> {
    if (!STRIPE_SESSION_ID.test(sessionId)) throw new InvalidSessionIdError();
    const known = await this.fulfilment.findOrder(this.prisma, sessionId);
    if (known) return toVerified(known, true);

    const session = await this.stripe.findSession(sessionId);
    if (!session || !parseMetadata(session.metadata)) throw new SessionNotFoundError('Not a session of ours');
    const fulfilment = await this.fulfilment.fulfil(session);
    if (!fulfilment) throw new PaymentNotCompletedError('Not paid (yet)');
    return toVerified(fulfilment.order, !fulfilment.created);
  }
}

function toVerified(order: { id: string; orderNumber: string }, alreadyCreated: boolean): VerifiedSessionResponse {
  return { success: true, alreadyCreated, orderId: order.id, orderNumber: order.orderNumber };
}
