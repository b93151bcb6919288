import { Inject, Injectable, Logger } from '@nestjs/common';
import Stripe from 'stripe';
import { AppMetrics } from '../../common/metrics/app-metrics.js';
import { Tracing } from '../../common/tracing/tracing.js';
import { stripeConfig, type StripeConfig } from '../../config/stripe.config.js';
import { Installation } from '../../installation/installation.js';
import type { Prisma } from '../../prisma/client.js';
import { InvalidSignatureError } from '../rules/checkout.errors.js';
import { NeedsReviewError } from '../rules/needs-review.error.js';
import { AlreadyAppliedError, type StripeEventHandler } from './event-handler.js';
import { checkObject, readEvent } from './event-schema.js';
import { StoredEvents } from './stored-events.service.js';

/** Maximum age of a signature: docs.stripe.com/webhooks#verify-official-libraries */
const SIGNATURE_TOLERANCE_SECONDS = 300;

/**
 * Receives Stripe's events (docs.stripe.com/api/events/types) and hands each to the handler of its type. They may arrive
 * twice, late, or in another order. An event with an effect is recorded in the transaction of that effect, so it is
 * applied exactly once. Others are stored, and retried: by Stripe, by the job, and when the order they are about is
 * created.
 */
@Injectable()
export class StripeEventsService {
  private readonly logger = new Logger(StripeEventsService.name);
  private readonly handlers = new Map<string, StripeEventHandler>();

  constructor(
    private readonly stored: StoredEvents,
    private readonly metrics: AppMetrics,
    private readonly tracing: Tracing,
    private readonly installation: Installation,
    @Inject(stripeConfig.KEY) private readonly config: StripeConfig,
  ) {}

  register(handler: StripeEventHandler): void {
    for (const type of handler.types) this.handlers.set(type, handler);
  }

  /**
   * Returns once the event is applied or stored; any error makes Stripe deliver it again.
   * @param rawBody the exact bytes that were signed
   * @throws InvalidSignatureError before any field is read
   * @throws InvalidEventError for a signed body that is not an event: nothing is stored
   * @throws RedeliverLaterError when the goods are sold out
   */
  async receive(rawBody: Buffer, signature: string | undefined): Promise<void> {
    this.checkSignature(rawBody, signature);
    await this.apply(readEvent(rawBody));
  }

  /**
   * Applies an event, also repeatedly.
   * @returns once its effect is committed, or it is stored for a retry or a review
   * @throws the error that prevented it; the event is stored
   */
  async apply(event: Stripe.Event): Promise<void> {
    const misplaced = await this.findMisplacement(event);
    if (misplaced) return this.stored.store(event, 'review', misplaced);
    const handler = this.handlers.get(event.type);
    if (!handler) return this.stored.store(event, 'ignored');
    const facts = { 'event.id': event.id, 'event.type': event.type };
    await this.tracing.span(`event ${event.type}`, 'internal', facts, () => this.handle(handler, event));
  }

  /** An event of the other mode, or of another account, means that an endpoint or a key is the wrong one. */
  private async findMisplacement({ livemode, account }: Stripe.Event): Promise<NeedsReviewError | null> {
    if (isGiven(livemode) && livemode !== this.config.isLive) {
      return new NeedsReviewError('OTHER_LIVEMODE', `livemode of the event is ${String(livemode)}`);
    }
    if (isGiven(account) && account !== (await this.installation.stripeAccountId())) {
      return new NeedsReviewError('OTHER_ACCOUNT', 'An event of another Stripe account');
    }
    return null;
  }

  /**
   * Applies the events that arrived before their payment's order, oldest first. Call it after the order's commit: a
   * failure stops here, and the job retries the rest.
   */
  async applyWaiting(paymentIntentId: string | null): Promise<void> {
    if (!paymentIntentId) return;
    try {
      for (const event of await this.stored.listWaiting(paymentIntentId)) await this.apply(event);
    } catch (error) {
      this.logger.warn({ paymentIntentId, err: error }, 'An event still waits');
    }
  }

  private async handle(handler: StripeEventHandler, event: Stripe.Event): Promise<void> {
    const record = (tx: Prisma.TransactionClient) => this.stored.record(tx, event);
    try {
      checkObject(event);
      const outcome = await handler.handle(event, record);
      if (outcome === 'applied') return this.reportApplied(event);
      await this.stored.store(event, outcome);
      // An order created after the handler looked for it does not know this row.
      if (outcome === 'waiting' && (await this.stored.hasOrder(event))) await handler.handle(event, record);
    } catch (error) {
      if (error instanceof AlreadyAppliedError) return this.stored.countRepeat(event);
      if (error instanceof NeedsReviewError) return this.stored.store(event, 'review', error);
      await this.stored.store(event, 'waiting', error);
      throw error;
    }
  }

  /** Tries each configured secret. */
  private checkSignature(rawBody: Buffer, signature: string | undefined): void {
    const { signature: helper } = Stripe.webhooks;
    if (!helper) throw new Error('The SDK has nothing to check signatures with');
    for (const secret of this.config.webhookSecrets) {
      try {
        helper.verifyHeader(rawBody, signature ?? '', secret, SIGNATURE_TOLERANCE_SECONDS);
        return;
      } catch {
        // try the next secret
      }
    }
    throw new InvalidSignatureError();
  }

  private reportApplied({ id, type, created, request }: Stripe.Event): void {
    // The same id is in the log line of the call to Stripe that caused the event.
    this.logger.debug({ eventId: id, type, stripeRequestId: request?.id ?? undefined }, 'Event applied');
    // Our clock may be slightly behind Stripe's.
    const seconds = Math.max(0, Date.now() / 1000 - created);
    if (Number.isFinite(seconds)) this.metrics.emit('eventApplied', { type, seconds });
  }
}

/** Not every version of Stripe's API sends each field. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
