import { Inject, Injectable, Logger } from '@nestjs/common';
import { VariantsService } from '../../catalog/variants.service.js';
import type { AuthUser } from '../../common/decorators/current-user.decorator.js';
import { toErrorAnswer, withMeaning } from '../../common/errors/error-body.js';
import { AppMetrics } from '../../common/metrics/app-metrics.js';
import { sha256 } from '../../common/secrets/sha256.js';
import { Installation } from '../../installation/installation.js';
import { appConfig, type AppConfig } from '../../config/app.config.js';
import { checkoutConfig, type CheckoutConfig } from '../../config/checkout.config.js';
import type { CheckoutSession } from '../../prisma/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { addressKey } from '../../security/rate-limit/client-key.js';
import {
  CheckoutSupersededError,
  IdempotencyKeyReusedError,
  IdempotencyKeyTooShortError,
  PaymentUnavailableError,
  ShortStockError,
} from '../rules/checkout.errors.js';
import type { CreateSessionDto } from './dto/create-session.dto.js';
import type { CheckoutSessionResponse } from './dto/checkout-session.response.js';
import { PromosService } from '../promos/promos.service.js';
import { StockReservations } from '../reservations/stock-reservations.service.js';
import { SessionExpiry } from '../completion/session-expiry.service.js';
import { checkCart, goodsCents, matchCart, type SellableLine } from '../rules/cart.js';
import { CheckoutSessionsService } from '../sessions/checkout-sessions.service.js';
import { isKeyValid, idempotencyHashes, MIN_GUEST_KEY, type IdempotencyHashes } from '../sessions/idempotency.js';
import { typedAddress } from '../rules/addresses.js';
import type { AgreedContents, AgreedDelivery } from '../rules/session-metadata.js';
import { agreeDelivery } from '../rules/shipping.js';
import { checkRedirectUrl, fillSessionId } from './redirect-url.js';
import { sessionExpiry } from '../stripe/session-params.js';
import { StripeRefusedError } from '../stripe/stripe-errors.js';
import { StripeGateway, type OpenSession } from '../stripe/stripe.gateway.js';

/** A request that passed every rule which needs neither database nor Stripe. */
interface CheckedRequest {
  body: CreateSessionDto;
  userId: string | null;
  /** Hash of the client IP. */
  addressHash: string;
  email: string | null;
  delivery: AgreedDelivery | null;
  promoCode: string | undefined;
  successUrl: string;
  cancelUrl: string;
  hashes: IdempotencyHashes | null;
}

/**
 * With N concurrent requests for one key or account, the last one may lose N - 1 races. More attempts than this are not
 * chance.
 */
const ATTEMPTS = 12;

@Injectable()
export class CreateSessionService {
  private readonly logger = new Logger(CreateSessionService.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly variants: VariantsService,
    private readonly sessions: CheckoutSessionsService,
    private readonly reservations: StockReservations,
    private readonly promos: PromosService,
    private readonly expiry: SessionExpiry,
    private readonly stripe: StripeGateway,
    private readonly installation: Installation,
    private readonly metrics: AppMetrics,
    @Inject(appConfig.KEY) private readonly app: AppConfig,
    @Inject(checkoutConfig.KEY) private readonly config: CheckoutConfig,
  ) {}

  /**
   * Creates a checkout session at the current prices and reserves its units. The same caller with the same key and body
   * gets the same session again. An account's new session replaces its last one.
   * @param clientIp of the caller
   * @param idempotencyKey 1 to 255 characters, 16 at least for a guest
   * @throws one of checkout.errors.ts; then nothing payable is left
   */
  async create(
    buyer: AuthUser | null,
    clientIp: string | undefined,
    body: CreateSessionDto,
    idempotencyKey?: string,
  ): Promise<CheckoutSessionResponse> {
    try {
      const session = await this.findOrCreate(buyer, clientIp, body, idempotencyKey);
      this.metrics.emit('sessionRequested', { outcome: session.cached ? 'replayed' : 'created' });
      return session;
    } catch (error) {
      this.metrics.emit('sessionRequested', { outcome: toErrorAnswer(withMeaning(error)).body.code });
      throw error;
    }
  }

  private async findOrCreate(
    buyer: AuthUser | null,
    clientIp: string | undefined,
    body: CreateSessionDto,
    idempotencyKey?: string,
  ): Promise<CheckoutSessionResponse> {
    const request = this.check(buyer, clientIp, body, idempotencyKey);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const earlier = request.hashes && (await this.sessions.findByIdempotencyKey(request.hashes.key));
      const session = earlier ? await this.replay(earlier, request) : await this.start(request);
      if (session) return session;
    }
    throw new PaymentUnavailableError('The idempotency key or the account’s session changes hands too fast');
  }

  private check(
    buyer: AuthUser | null,
    clientIp: string | undefined,
    body: CreateSessionDto,
    idempotencyKey?: string,
  ): CheckedRequest {
    checkCart(body.items);
    if (!buyer && idempotencyKey && idempotencyKey.length < MIN_GUEST_KEY) throw new IdempotencyKeyTooShortError();
    const { redirectOrigins, allowsLocalRedirects, successUrl, cancelUrl } = this.config;
    const checked = (url: string) => checkRedirectUrl(url, redirectOrigins, allowsLocalRedirects);
    const userId = buyer?.userId ?? null;
    const addressHash = sha256(addressKey(clientIp));
    const caller = userId === null ? { guest: body.customerEmail ?? addressHash } : { userId };
    return {
      body,
      userId,
      addressHash,
      email: body.customerEmail ?? buyer?.email ?? null,
      promoCode: body.promoCode,
      successUrl: checked(body.successUrl ?? successUrl),
      cancelUrl: checked(body.cancelUrl ?? cancelUrl),
      delivery: agreeDelivery(body.shipping, body.shippingMethodCode),
      hashes: idempotencyKey === undefined ? null : idempotencyHashes(caller, idempotencyKey, body),
    };
  }

  /** @returns null when another request was faster: the caller reads its result */
  private async start(request: CheckedRequest): Promise<CheckoutSessionResponse | null> {
    const { userId, promoCode } = request;
    const [lines, last] = await Promise.all([
      this.match(request),
      userId === null ? null : this.sessions.findActive(userId),
    ]);
    // A cart that cannot be sold must not end the buyer's open session.
    await this.reservations.check(lines, last && userId);
    if (last && userId !== null) {
      if (promoCode) await this.promos.check(promoCode, goodsCents(lines), new Date(), userId);
      await this.expiry.endAtStripe(last);
    }
    const session = await this.insert(request, lines, last);
    return session && this.open(session, request, lines);
  }

  private async insert(request: CheckedRequest, lines: SellableLine[], replaces: CheckoutSession | null) {
    const { userId, addressHash, delivery, promoCode, hashes } = request;
    const expiresAt = sessionExpiry(new Date(), this.config.stockHoldMinutes);
    const session = { userId, addressHash, lines, delivery, promoCode, expiresAt, hashes, replaces };
    try {
      return await this.sessions.create(session);
    } catch (error) {
      // Expired sessions that have not ended yet must not block a sale.
      if (!(error instanceof ShortStockError) || !(await this.expiry.endExpiredWith(lines.map(({ id }) => id))))
        throw error;
      return this.sessions.create(session);
    }
  }

  /**
   * Returns the result of an earlier request with the same key.
   * @returns null when that session has ended and the key is free again
   */
  private async replay(earlier: CheckoutSession, request: CheckedRequest): Promise<CheckoutSessionResponse | null> {
    const { stripeSessionId, status, expiresAt } = earlier;
    if (!isKeyValid(earlier, new Date())) {
      await this.sessions.freeIdempotencyKey(earlier);
      return null;
    }
    const isSame = earlier.requestHash === request.hashes?.request;
    const isDone = status === 'PAID' || status === 'PROCESSING';
    const lapsed = !isDone && expiresAt.getTime() <= Date.now();
    if (!lapsed && !isSame) throw new IdempotencyKeyReusedError();

    if (isDone && stripeSessionId) return paidSession(stripeSessionId, request);
    if (lapsed || earlier.contactHash !== request.hashes?.contact) {
      // Paid at the last moment or meanwhile: the buyer must not pay twice.
      if ((await this.expiry.end(earlier)).state === 'closed') return null;
      if (!isSame || !stripeSessionId) throw new IdempotencyKeyReusedError();
      return paidSession(stripeSessionId, request);
    }
    if (stripeSessionId && earlier.url) return { sessionId: stripeSessionId, url: earlier.url, cached: true };
    // The row has no answer from Stripe: the other request still runs, or it crashed. Stripe knows which.
    try {
      return { ...(await this.open(earlier, request, await this.match(request))), cached: true };
    } catch (error) {
      if (error instanceof StripeRefusedError) return null;
      throw error;
    }
  }

  /**
   * Creates Stripe's session for a row; a repeat returns the same one.
   * @throws StripeRefusedError when Stripe will not create it: the row is closed
   * @throws PaymentUnavailableError when the result is unknown: the row and its units stay until Stripe can be asked
   * @throws CheckoutSupersededError when the account created another session meanwhile
   */
  private async open(row: CheckoutSession, request: CheckedRequest, lines: SellableLine[]): Promise<OpenSession> {
    const { id, createdAt, expiresAt, paymentMethods } = row;
    const { email, delivery, successUrl, cancelUrl } = request;
    const { publicUrl } = this.app;
    const contents = { installationId: this.installation.id, ...agreed(row, request, lines) };
    let opened: OpenSession;
    try {
      opened = await this.stripe.openSession({
        contents,
        email,
        shippingAddress: delivery && typedAddress(delivery),
        lines,
        paymentMethods: paymentMethods?.split(',') ?? null,
        successUrl,
        cancelUrl,
        createdAt,
        expiresAt,
        publicUrl,
      });
    } catch (error) {
      if (!(error instanceof PaymentUnavailableError) || error instanceof StripeRefusedError) {
        await this.prisma.$transaction((tx) => this.sessions.close(tx, { id }));
      }
      throw error;
    }
    if (await this.sessions.markOpen(id, opened.sessionId, opened.url)) return opened;
    // No buyer has this URL, so it cannot be paid. It is closed all the same.
    await this.stripe.expireSession(opened.sessionId).catch((error: unknown) => this.logger.warn(error));
    throw new CheckoutSupersededError();
  }

  private async match({ body }: CheckedRequest): Promise<SellableLine[]> {
    return matchCart(body.items, await this.variants.listForSale(body.items.map(({ variantId }) => variantId)));
  }
}

function paidSession(sessionId: string, { successUrl }: CheckedRequest): CheckoutSessionResponse {
  return { sessionId, url: fillSessionId(successUrl, sessionId), cached: true };
}

function agreed(
  { id, discountCents }: CheckoutSession,
  { userId, delivery, promoCode }: CheckedRequest,
  lines: readonly SellableLine[],
): Omit<AgreedContents, 'installationId'> {
  return {
    checkoutId: id,
    userId,
    lines: lines.map(({ id: variantId, quantity, priceCents }) => ({
      variantId,
      quantity,
      unitPriceCents: priceCents,
    })),
    discountCents,
    promoCode: promoCode ?? null,
    shipping: delivery && { method: delivery.method, priceCents: delivery.priceCents },
  };
}
