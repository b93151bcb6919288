import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { messageOf } from '../../common/errors/message-of.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { SessionSettlement } from './session-settlement.service.js';

const EVERY_MS = 60_000;
const BATCH = 50;

/** Tries the payments that wait for a restock again, and gives back those that have waited long enough. */
@Injectable()
export class OversoldJob implements OnModuleInit {
  private readonly logger = new Logger(OversoldJob.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly stripe: StripeGateway,
    private readonly settlement: SessionSettlement,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'oversold', everyMs: EVERY_MS, run: (signal) => this.run(signal) });
  }

  /** Works though Stripe never delivers the event again: the session is read at Stripe. */
  async run(signal?: AbortSignal): Promise<void> {
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
    const settled = session && (await this.settlement.settle(session));
    if (settled?.state === 'oversold') return;
    if (settled?.state !== 'order') throw new Error(`Stripe has no such payment: ${settled?.state ?? 'unknown'}`);
    const data = { resolvedAt: new Date(), lastError: null };
    await this.prisma.oversoldPayment.updateMany({ where: { stripeSessionId }, data });
  }

  private async postpone(stripeSessionId: string, error: unknown): Promise<void> {
    this.logger.warn({ stripeSessionId, err: error }, 'A payment without goods could not be looked at');
    const nextAttemptAt = new Date(Date.now() + EVERY_MS);
    const lastError = messageOf(error);
    await this.prisma.oversoldPayment.updateMany({ where: { stripeSessionId }, data: { nextAttemptAt, lastError } });
  }
}
