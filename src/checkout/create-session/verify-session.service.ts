import { Injectable } from '@nestjs/common';
import type { VerifiedSessionResponse } from './dto/checkout-session.response.js';
import {
  InvalidSessionIdError,
  OrderRefundedError,
  PaymentNotCompletedError,
  SessionNotFoundError,
  SoldOutAfterPaymentError,
} from '../rules/checkout.errors.js';
import { OrderPlacement, type PlacedOrder } from '../orders/placement/order-placement.service.js';
import { SessionCompletion } from '../completion/session-completion.service.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { addressKey } from '../../security/rate-limit/client-key.js';
import { RateLimiter } from '../../security/rate-limit/rate-limiter.service.js';

const STRIPE_SESSION_ID = /^cs_[A-Za-z0-9_]{1,250}$/;

/** Answers the storefront's success page. */
@Injectable()
export class VerifySessionService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly limiter: RateLimiter,
    private readonly stripe: StripeGateway,
    private readonly placement: OrderPlacement,
    private readonly completion: SessionCompletion,
  ) {}

  /**
   * Finds the order of a session, or creates it if the webhook has not arrived yet. Returns only the order's id and
   * number. The caller does not become its owner: the owner is the account that created the session.
   * @param clientIp limited to a few unknown sessions, because Stripe's rate limit is shared by the whole shop
   * @throws SoldOutAfterPaymentError while the goods are sold out, OrderRefundedError once the payment is refunded
   */
  async verify(sessionId: string, clientIp: string): Promise<VerifiedSessionResponse> {
    if (!STRIPE_SESSION_ID.test(sessionId)) throw new InvalidSessionIdError();
    const known = await this.placement.findOrder(sessionId);
    if (known) return toVerified(known, true);

    if (!(await this.mayAskStripe(sessionId, clientIp))) throw new SessionNotFoundError('Too many unknown sessions');
    const session = await this.stripe.findSession(sessionId);
    const outcome = session && (await this.completion.complete(session));
    switch (outcome?.state) {
      case 'order':
      case 'refunded':
        return toVerified(outcome.order, !outcome.created);
      case 'oversold':
        throw new SoldOutAfterPaymentError('Paid, but sold out');
      case 'review':
        if (outcome.reason.code !== 'SOLD_OUT_WITHOUT_SESSION') throw new SessionNotFoundError('Kept for review');
        throw new SoldOutAfterPaymentError('Paid, but sold out');
      case 'open':
      case 'processing':
      case 'closed':
        throw new PaymentNotCompletedError('Not paid (yet)');
      default:
        throw new SessionNotFoundError('Not a session of ours');
    }
  }

  /** A session without a row may still be ours: the database may be an older backup. */
  private async mayAskStripe(stripeSessionId: string, clientIp: string): Promise<boolean> {
    if (await this.prisma.checkoutSession.count({ where: { stripeSessionId } })) return true;
    return this.limiter.tryConsume('verify-session', addressKey(clientIp));
  }
}

function toVerified(order: PlacedOrder, alreadyCreated: boolean): VerifiedSessionResponse {
  if (order.status === 'REFUNDED') throw new OrderRefundedError('The money went back');
  return { success: true, alreadyCreated, orderId: order.id, orderNumber: order.orderNumber };
}
