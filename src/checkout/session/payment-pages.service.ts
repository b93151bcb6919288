import { Inject, Injectable, Logger } from '@nestjs/common';
import { appConfig, type AppConfig } from '../../config/app.config.js';
import type { CheckoutSession } from '../../generated/sqlite/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { CheckoutSupersededError, PaymentUnavailableError } from '../checkout.errors.js';
import { toSessionParams } from '../stripe/session-params.js';
import { StripeRefusedError } from '../stripe/stripe-errors.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import type { SellableLine } from './cart-rules.js';
import { CheckoutSessionsService } from './checkout-sessions.service.js';
import { stripeExpiry } from './session-expiry.js';
import type { AgreedDelivery, SessionContents } from './session-metadata.js';

export interface PageRequest {
  userId: string | null;
  email: string | null;
  delivery: AgreedDelivery | null;
  promoCode: string | undefined;
  successUrl: string;
  cancelUrl: string;
}

export interface PaymentPage {
  /** Stripe's id. */
  sessionId: string;
  url: string;
}

/** Makes Stripe's payment pages for our sessions. */
@Injectable()
export class PaymentPagesService {
  private readonly logger = new Logger(PaymentPagesService.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly sessions: CheckoutSessionsService,
    private readonly stripe: StripeGateway,
    @Inject(appConfig.KEY) private readonly app: AppConfig,
  ) {}

  /**
   * Opens the page of a session. Stripe's idempotency key is the session's id: asked again, Stripe gives the same page.
   * @throws StripeRefusedError when there is no page and never will be: the session is closed
   * @throws PaymentUnavailableError when nobody knows: the session stays, and its units, until Stripe can be asked
   * @throws CheckoutSupersededError when the account opened another session meanwhile
   */
  async open(session: CheckoutSession, request: PageRequest, lines: readonly SellableLine[]): Promise<PaymentPage> {
    const page = await this.create(session, request, lines);
    if (await this.sessions.markOpen(session.id, page.sessionId, page.url)) return page;
    // Nobody else has this address, so nobody pays there; it is closed all the same.
    await this.stripe.expireSession(page.sessionId).catch((error: unknown) => this.logger.warn(error));
    throw new CheckoutSupersededError();
  }

  private async create(session: CheckoutSession, request: PageRequest, lines: readonly SellableLine[]) {
    const { id, discountCents, createdAt, expiresAt } = session;
    const { successUrl, cancelUrl } = request;
    const { publicUrl } = this.app;
    try {
      if (discountCents > 0) await this.stripe.createCoupon(id, discountCents, request.promoCode ?? id);
      const params = toSessionParams({
        contents: contentsOf(session, request, lines),
        lines,
        successUrl,
        cancelUrl,
        expiresAt: stripeExpiry(createdAt, expiresAt),
        publicUrl,
      });
      const page = await this.stripe.createSession(params, `checkout:${id}`);
      if (!page.url) throw new StripeRefusedError('Stripe made a session without a page');
      return { sessionId: page.id, url: page.url };
    } catch (error) {
      if (!(error instanceof PaymentUnavailableError) || error instanceof StripeRefusedError) {
        await this.prisma.$transaction((tx) => this.sessions.close(tx, { id }));
      }
      throw error;
    }
  }
}

function contentsOf(
  { id, discountCents }: CheckoutSession,
  { userId, email, delivery, promoCode }: PageRequest,
  lines: readonly SellableLine[],
): SessionContents {
  return {
    checkoutId: id,
    userId,
    email,
    lines: lines.map(({ id: variantId, quantity, priceCents }) => ({
      variantId,
      quantity,
      unitPriceCents: priceCents,
    })),
    discountCents,
    promoCode: promoCode ?? null,
    delivery,
  };
}
