import { Inject, Injectable } from '@nestjs/common';
import { VariantsService } from '../catalog/variants.service.js';
import type { AuthUser } from '../common/decorators/current-user.decorator.js';
import { checkoutConfig, type CheckoutConfig } from '../config/checkout.config.js';
import type { CheckoutSession } from '../generated/sqlite/client.js';
import { IdempotencyKeyReusedError, PaymentUnavailableError, ShortStockError } from './checkout.errors.js';
import type { OpenCheckoutDto } from './dto/open-checkout.dto.js';
import type { PaymentPageResponse } from './dto/payment-page.response.js';
import { AddressLimits } from './holds/address-limits.js';
import { HoldSweep } from './holds/hold-sweep.job.js';
import { checkCart, matchCart, type SellableLine } from './session/cart-rules.js';
import { CheckoutSessionsService } from './session/checkout-sessions.service.js';
import { agreeDelivery } from './session/delivery.js';
import { hasKeptKey, idempotencyHashes, type IdempotencyHashes } from './session/idempotency.js';
import { PaymentPagesService, type PageRequest } from './session/payment-pages.service.js';
import { checkRedirectUrl, fillSessionId } from './session/redirect-url.js';
import { sessionExpiry } from './session/session-expiry.js';
import { SessionClosing } from './settlement/session-closing.service.js';
import { StripeRefusedError } from './stripe/stripe-errors.js';

/** A request that has passed every rule which needs neither database nor Stripe. */
interface CheckedRequest extends PageRequest {
  body: OpenCheckoutDto;
  addressHash: string;
  hashes: IdempotencyHashes | null;
}

/**
 * Somebody else with the key, or with the account, was faster each time: of requests at once the last one is overtaken as
 * often as there are others. More often than this it is not chance.
 */
const ATTEMPTS = 12;

@Injectable()
export class CheckoutService {
  constructor(
    private readonly variants: VariantsService,
    private readonly sessions: CheckoutSessionsService,
    private readonly pages: PaymentPagesService,
    private readonly closing: SessionClosing,
    private readonly sweep: HoldSweep,
    private readonly limits: AddressLimits,
    @Inject(checkoutConfig.KEY) private readonly config: CheckoutConfig,
  ) {}

  /**
   * Opens a payment page for a cart, at the database's prices, and holds its units. The same caller with the same key
   * and the same body gets the same page again; an account's new page replaces its last one.
   * @param address the caller's
   * @param idempotencyKey 1 to 255 characters
   * @throws one of checkout.errors.ts; then nothing that could be paid is left behind
   */
  async open(
    buyer: AuthUser | null,
    address: string | undefined,
    body: OpenCheckoutDto,
    idempotencyKey?: string,
  ): Promise<PaymentPageResponse> {
    const request = this.check(buyer, address, body, idempotencyKey);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const earlier = request.hashes && (await this.sessions.findByIdempotencyKey(request.hashes.key));
      const page = earlier ? await this.replay(earlier, request) : await this.start(request);
      if (page) return page;
    }
    throw new PaymentUnavailableError('The idempotency key or the account’s session changes hands too fast');
  }

  private check(
    buyer: AuthUser | null,
    address: string | undefined,
    body: OpenCheckoutDto,
    idempotencyKey?: string,
  ): CheckedRequest {
    checkCart(body.items);
    const origins = this.config.redirectOrigins;
    const userId = buyer?.userId ?? null;
    return {
      body,
      userId,
      addressHash: this.limits.hash(address),
      email: body.customerEmail ?? buyer?.email ?? null,
      promoCode: body.promoCode,
      successUrl: checkRedirectUrl(body.successUrl ?? this.config.successUrl, origins),
      cancelUrl: checkRedirectUrl(body.cancelUrl ?? this.config.cancelUrl, origins),
      delivery: agreeDelivery(body),
      hashes: idempotencyKey === undefined ? null : idempotencyHashes(userId, idempotencyKey, body),
    };
  }

  /** @returns null when another request was faster: look at what it made */
  private async start(request: CheckedRequest): Promise<PaymentPageResponse | null> {
    const { userId } = request;
    const [lines, last] = await Promise.all([
      this.match(request),
      userId === null ? null : this.sessions.findActive(userId),
    ]);
    if (last) {
      // What can't be had anyway must not cost the buyer the page that is open.
      await this.sessions.checkFree(lines, request.userId);
      await this.closing.closeAtStripe(last);
    }
    const session = await this.create(request, lines, last);
    return session && this.pages.open(session, request, lines);
  }

  private async create(request: CheckedRequest, lines: SellableLine[], replaces: CheckoutSession | null) {
    const { userId, addressHash, delivery, promoCode, hashes } = request;
    const expiresAt = sessionExpiry(new Date(), this.config.stockHoldMinutes);
    const session = { userId, addressHash, lines, delivery, promoCode, expiresAt, hashes, replaces };
    try {
      return await this.sessions.create(session);
    } catch (error) {
      // Units of pages that should have ended by now are not a reason to send anybody away.
      if (!(error instanceof ShortStockError) || !(await this.sweep.endLapsed(lines.map(({ id }) => id)))) throw error;
      return this.sessions.create(session);
    }
  }

  /**
   * Answers what an earlier request with the same key led to.
   * @returns null when that has come to an end and the key is free again
   */
  private async replay(earlier: CheckoutSession, request: CheckedRequest): Promise<PaymentPageResponse | null> {
    const { stripeSessionId, status, expiresAt } = earlier;
    if (!hasKeptKey(earlier, new Date())) {
      await this.sessions.freeIdempotencyKey(earlier);
      return null;
    }
    const isSame = earlier.requestHash === request.hashes?.request;
    const isDone = status === 'PAID' || status === 'PROCESSING';
    const lapsed = !isDone && expiresAt.getTime() <= Date.now();
    if (!lapsed && !isSame) throw new IdempotencyKeyReusedError();

    if (isDone && stripeSessionId) return paidPage(stripeSessionId, request);
    if (lapsed || earlier.contactHash !== request.hashes?.contact) {
      // Paid in the very last moment, or while we look: then it is paid, and nobody pays twice.
      if ((await this.closing.close(earlier)) === 'ended') return null;
      if (!isSame || !stripeSessionId) throw new IdempotencyKeyReusedError();
      return paidPage(stripeSessionId, request);
    }
    if (stripeSessionId && earlier.url) return { sessionId: stripeSessionId, url: earlier.url, cached: true };
    // Written, but no answer of Stripe's noted: the other request is still under way, or it died. Stripe knows which.
    try {
      return { ...(await this.pages.open(earlier, request, await this.match(request))), cached: true };
    } catch (error) {
      if (error instanceof StripeRefusedError) return null;
      throw error;
    }
  }

  private async match({ body }: CheckedRequest): Promise<SellableLine[]> {
    return matchCart(body.items, await this.variants.listForSale(body.items.map(({ variantId }) => variantId)));
  }
}

function paidPage(sessionId: string, { successUrl }: CheckedRequest): PaymentPageResponse {
  return { sessionId, url: fillSessionId(successUrl, sessionId), cached: true };
}
