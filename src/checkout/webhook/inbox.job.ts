import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type Stripe from 'stripe';
import { JobsService } from '../../jobs/jobs.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { InboxService } from './inbox.service.js';

const EVERY_MS = 60_000;
const BATCH = 50;

/** Stripe delivers an event for three days (docs.stripe.com/webhooks#retries); then somebody has to look at it. */
const GIVE_UP_MS = 3 * 24 * 60 * 60_000;

/** Tries the events that wait again, also when Stripe does not. */
@Injectable()
export class InboxJob implements OnModuleInit {
  private readonly logger = new Logger(InboxJob.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly inbox: InboxService,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'events', everyMs: EVERY_MS, run: (signal) => this.run(signal) });
  }

  async run(signal?: AbortSignal): Promise<void> {
    const due = await this.prisma.stripeEvent.findMany({
      where: { status: 'WAITING', nextAttemptAt: { lte: new Date() } },
      orderBy: { nextAttemptAt: 'asc' },
      take: BATCH,
    });
    for (const { id, payload, createdAt } of due) {
      if (signal?.aborted) return;
      if (payload === null || createdAt.getTime() < Date.now() - GIVE_UP_MS) {
        this.logger.error({ eventId: id }, 'An event could not be applied for days');
        const data = { status: 'REVIEW', nextAttemptAt: null } as const;
        await this.prisma.stripeEvent.updateMany({ where: { id, status: 'WAITING' }, data });
        continue;
      }
      await this.inbox.apply(payload as unknown as Stripe.Event).catch((error: unknown) => {
        this.logger.warn({ eventId: id, err: error }, 'An event waits on');
      });
    }
  }
}
