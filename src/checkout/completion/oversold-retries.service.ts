import { Injectable, Logger } from '@nestjs/common';
import { messageOf } from '../../common/errors/message-of.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { SessionCompletion } from './session-completion.service.js';

/** After a failure. */
const AGAIN_MS = 60_000;
const BATCH = 50;

/** Retries the payments that wait for a restock, and refunds those that have waited long enough. */
@Injectable()
export class OversoldRetries {
  private readonly logger = new Logger(OversoldRetries.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly stripe: StripeGateway,
    private readonly completion: SessionCompletion,
  ) {}

  /** Reads the session at Stripe, so it works even when Stripe never delivers the event again. */
  async retryDue(signal?: AbortSignal): Promise<void> {
    const due = await this.prisma.oversoldPayment.findMany({
      where: { resolvedAt: null, nextAttemptAt: { lte: new Date() } },
      orderBy: { nextAttemptAt: 'asc' },
      take: BATCH,
    });
    for (const { stripeSessionId } of due) {
      if (signal?.aborted) return;
      await this.retry(stripeSessionId).catch((error: unknown) => this.postpone(stripeSessionId, error));
    }
  }

  private async retry(stripeSessionId: string): Promise<void> {
    const session = await this.stripe.findSession(stripeSessionId);
    const state = session ? (await this.completion.complete(session)).state : 'unknown';
    if (state === 'oversold') return;
    if (state !== 'order' && state !== 'refunded') throw new Error(`Stripe has no such payment: ${state}`);
    const data = { resolvedAt: new Date(), lastError: null };
    await this.prisma.oversoldPayment.updateMany({ where: { stripeSessionId }, data });
  }

  private async postpone(stripeSessionId: string, error: unknown): Promise<void> {
    this.logger.warn({ stripeSessionId, err: error }, 'An oversold payment could not be retried');
    const nextAttemptAt = new Date(Date.now() + AGAIN_MS);
    const lastError = messageOf(error);
    await this.prisma.oversoldPayment.updateMany({ where: { stripeSessionId }, data: { nextAttemptAt, lastError } });
  }
}
