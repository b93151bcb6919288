import { Injectable, Logger } from '@nestjs/common';
import type Stripe from 'stripe';
import { PrismaService } from '../../prisma/prisma.service.js';
import { StripeEventsService } from './stripe-events.service.js';

const BATCH = 50;

/** Stripe delivers an event for three days (docs.stripe.com/webhooks#retries); after that it needs a review. */
const GIVE_UP_MS = 3 * 24 * 60 * 60_000;

/** Retries waiting events, also when Stripe does not deliver them again. */
@Injectable()
export class WaitingEvents {
  private readonly logger = new Logger(WaitingEvents.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly events: StripeEventsService,
  ) {}

  async retryDue(signal?: AbortSignal): Promise<void> {
    const due = await this.prisma.stripeEvent.findMany({
      where: { status: 'WAITING', nextAttemptAt: { lte: new Date() } },
      orderBy: { nextAttemptAt: 'asc' },
      take: BATCH,
    });
    for (const { id, payload, createdAt } of due) {
      if (signal?.aborted) return;
      if (payload !== null) {
        await this.events.apply(payload as unknown as Stripe.Event).catch((error: unknown) => {
          this.logger.warn({ eventId: id, err: error }, 'An event still waits');
        });
      }
      // Only after an attempt: the shop may have been down, or its jobs off, for days.
      if (payload === null || createdAt.getTime() < Date.now() - GIVE_UP_MS) await this.giveUp(id);
    }
  }

  private async giveUp(id: string): Promise<void> {
    const data = { status: 'REVIEW', nextAttemptAt: null } as const;
    const { count } = await this.prisma.stripeEvent.updateMany({ where: { id, status: 'WAITING' }, data });
    if (count > 0) this.logger.error({ eventId: id }, 'An event could not be applied for days');
  }
}
