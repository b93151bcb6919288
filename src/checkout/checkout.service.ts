import { Inject, Injectable } from '@nestjs/common';
import { VariantsService } from '../catalog/variants.service.js';
import type { AuthUser } from '../common/decorators/current-user.decorator.js';
import { appConfig, type AppConfig } from '../config/app.config.js';
import { checkoutConfig, type CheckoutConfig } from '../config/checkout.config.js';
import type { CheckoutSession } from '../generated/sqlite/client.js';
import { IdempotencyKeyReusedError, PaymentUnavailableError } from './checkout.errors.js';
import type { OpenCheckoutDto } from './dto/open-checkout.dto.js';
import type { PaymentPageResponse } from './dto/payment-page.response.js';
import { UnknownPromoError } from './promos/promos.errors.js';
import { checkCart, checkPayable, matchCart } from './session/cart-rules.js';
import { CheckoutSessionsService } from './session/checkout-sessions.service.js';
import { agreeDelivery } from './session/delivery.js';
import { idempotencyHashes, type IdempotencyHashes } from './session/idempotency.js';
import { orderTotalCents, subtotalCents } from './session/order-total.js';
import { checkRedirectUrl, fillSessionId } from './session/redirect-url.js';
import { sessionExpiry } from './session/session-expiry.js';
import type { AgreedDelivery, SessionContents } from './session/session-metadata.js';
import { toSessionParams } from './stripe/session-params.js';
import { StripeGateway } from './stripe/stripe.gateway.js';
import { StripeRefusedError } from './stripe/stripe-errors.js';

/** A request that has passed every rule which needs neither database nor Stripe. */
interface CheckedRequest {
  body: OpenCheckoutDto;
  userId: string | null;
  email: string | null;
  delivery: AgreedDelivery | null;
  successUrl: string;
  cancelUrl: string;
  hashes: IdempotencyHashes | null;
}

/** A key can be taken, lapse and be taken again under our hands; more often than this it is not chance. */
const ATTEMPTS = 4;

@Injectable()
export class CheckoutService {
  constructor(
    private readonly variants: VariantsService,
    private readonly sessions: CheckoutSessionsService,
    private readonly stripe: StripeGateway,
    @Inject(checkoutConfig.KEY) private readonly config: CheckoutConfig,
    @Inject(appConfig.KEY) private readonly app: AppConfig,
  ) {}

  /**
   * Opens a payment page for a cart, at the database's prices. The same caller with the same key and the same body gets
   * the same page again.
   * @param idempotencyKey 1 to 255 characters
   * @throws one of checkout.errors.ts; then nothing that could be paid is left behind
   */
  async open(buyer: AuthUser | null, body: OpenCheckoutDto, idempotencyKey?: string): Promise<PaymentPageResponse> {
    const request = this.check(buyer, body, idempotencyKey);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const earlier = request.hashes && (await this.sessions.findByIdempotencyKey(request.hashes.key));
      const page = earlier ? await this.replay(earlier, request) : await this.start(request);
      if (page) return page;
    }
    throw new PaymentUnavailableError('The idempotency key changes hands too fast');
  }

  private check(buyer: AuthUser | null, body: OpenCheckoutDto, idempotencyKey?: string): CheckedRequest {
    checkCart(body.items);
    const origins = this.config.redirectOrigins;
    const successUrl = checkRedirectUrl(body.successUrl ?? this.config.successUrl, origins);
    const cancelUrl = checkRedirectUrl(body.cancelUrl ?? this.config.cancelUrl, origins);
    const delivery = agreeDelivery(body);
    // No promotion exists yet, so no code can be right; one that is ignored would open a session at another price.
    if (body.promoCode) throw new UnknownPromoError();
    const userId = buyer?.userId ?? null;
    const hashes = idempotencyKey === undefined ? null : idempotencyHashes(userId, idempotencyKey, body);
    return { body, userId, email: body.customerEmail ?? buyer?.email ?? null, delivery, successUrl, cancelUrl, hashes };
  }

  /** @returns null when another request took the key first: look at what it made */
  private async start(request: CheckedRequest): Promise<PaymentPageResponse | null> {
    const { lines, totalCents } = await this.price(request);
    const session = await this.sessions.create(
      {
        userId: request.userId,
        totalCents: request.delivery && totalCents,
        expiresAt: sessionExpiry(new Date(), this.config.stockHoldMinutes),
      },
      request.hashes,
    );
    return session && this.openAtStripe(session, request, lines);
  }

  /**
   * Answers what an earlier request with the same key led to.
   * @returns null when that has come to an end and the key is free again
   */
  private async replay(earlier: CheckoutSession, request: CheckedRequest): Promise<PaymentPageResponse | null> {
    const { id, stripeSessionId, status, expiresAt } = earlier;
    const lapsed = status !== 'PAID' && expiresAt.getTime() <= Date.now();
    if (!lapsed && earlier.requestHash !== request.hashes?.request) throw new IdempotencyKeyReusedError();

    if (status === 'PAID' && stripeSessionId) return paidPage(stripeSessionId, request);
    if (lapsed || earlier.contactHash !== request.hashes?.contact) {
      // Paid in the very last moment, or while we look: then it is paid, and nobody pays twice.
      if (stripeSessionId && (await this.stripe.expireSession(stripeSessionId))?.status === 'complete') {
        if (earlier.requestHash !== request.hashes?.request) throw new IdempotencyKeyReusedError();
        return paidPage(stripeSessionId, request);
      }
      await this.sessions.close({ id });
      return null;
    }
    if (stripeSessionId && earlier.url) return { sessionId: stripeSessionId, url: earlier.url, cached: true };
    // Written, but no answer of Stripe's noted: the other request is still under way, or it died. Stripe knows which.
    const { lines } = await this.price(request);
    try {
      const { sessionId, url } = await this.openAtStripe(earlier, request, lines);
      return { sessionId, url, cached: true };
    } catch (error) {
      if (error instanceof StripeRefusedError) return null;
      throw error;
    }
  }

  private async price({ body, delivery }: CheckedRequest) {
    const forSale = await this.variants.listForSale(body.items.map(({ variantId }) => variantId));
    const lines = matchCart(body.items, forSale);
    const goods = lines.map(({ quantity, priceCents }) => ({ quantity, unitPriceCents: priceCents }));
    const totalCents = orderTotalCents(subtotalCents(goods), 0, delivery?.priceCents ?? 0);
    checkPayable(totalCents);
    return { lines, totalCents };
  }

  /** Stripe's idempotency key is our row's id: whoever asks for this row again gets the same session. */
  private async openAtStripe(
    { id, expiresAt }: CheckoutSession,
    { userId, email, delivery, successUrl, cancelUrl }: CheckedRequest,
    lines: ReturnType<typeof matchCart>,
  ): Promise<PaymentPageResponse> {
    const contents: SessionContents = {
      checkoutId: id,
      userId,
      email,
      lines: lines.map(({ id: variantId, quantity, priceCents }) => ({
        variantId,
        quantity,
        unitPriceCents: priceCents,
      })),
      discountCents: 0,
      promoCode: null,
      delivery,
    };
    const { publicUrl } = this.app;
    try {
      const params = toSessionParams({ contents, lines, successUrl, cancelUrl, expiresAt, publicUrl });
      const session = await this.stripe.createSession(params, `checkout:${id}`);
      if (!session.url) throw new StripeRefusedError('Stripe made a session without a page');
      await this.sessions.markOpen(id, session.id, session.url);
      return { sessionId: session.id, url: session.url };
    } catch (error) {
      // After a lost connection the row stays as it is: a repeat with the same key asks Stripe what became of it.
      if (!(error instanceof PaymentUnavailableError) || error instanceof StripeRefusedError) {
        await this.sessions.close({ id });
      }
      throw error;
    }
  }
}

function paidPage(sessionId: string, { successUrl }: CheckedRequest): PaymentPageResponse {
  return { sessionId, url: fillSessionId(successUrl, sessionId), cached: true };
}
