import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { CheckoutSession, Prisma } from '../../generated/sqlite/client.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { PAYABLE } from '../session/session-states.js';
import { SessionClosing } from '../settlement/session-closing.service.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';

const EVERY_MS = 30_000;
const BATCH = 50;

/** A buyer waits for these. */
const BATCH_ON_DEMAND = 5;

/** Much longer than a request to Stripe may take: a session without a page by then has lost its answer. */
const OPENING_MS = 2 * 60_000;

/** When Stripe could not tell. */
const AGAIN_MS = 60_000;

/** A session that is looked for at Stripe was made around the time of our row, clocks and repeats allowed for. */
const BEFORE_MS = 60_000;
const AFTER_MS = 10 * 60_000;

/**
 * Ends what has lapsed and was not reported: the webhook of an expiry may be lost. Stripe is asked before units are
 * released, as somebody may have paid at the last moment.
 */
@Injectable()
export class HoldSweep implements OnModuleInit {
  private readonly logger = new Logger(HoldSweep.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly stripe: StripeGateway,
    private readonly closing: SessionClosing,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'holds', everyMs: EVERY_MS, run: (signal) => this.run(signal) });
  }

  /** @returns how many sessions were ended */
  async run(signal?: AbortSignal): Promise<number> {
    let ended = 0;
    for (;;) {
      const lapsed = await this.listLapsed({}, BATCH);
      for (const row of lapsed) {
        if (signal?.aborted) return ended;
        if (await this.end(row)) ended++;
      }
      if (lapsed.length < BATCH) return ended;
    }
  }

  /**
   * Ends lapsed sessions that keep units of these variants.
   * @returns whether there were any
   */
  async endLapsed(variantIds: string[]): Promise<boolean> {
    const holding = { holds: { some: { variantId: { in: variantIds } } } };
    const lapsed = await this.listLapsed(holding, BATCH_ON_DEMAND);
    const ended = await Promise.all(lapsed.map((row) => this.end(row)));
    return ended.some(Boolean);
  }

  private listLapsed(where: Prisma.CheckoutSessionWhereInput, take: number): Promise<CheckoutSession[]> {
    const now = Date.now();
    const lapsed = [
      { status: { in: PAYABLE }, expiresAt: { lte: new Date(now) } },
      { status: 'OPENING' as const, createdAt: { lte: new Date(now - OPENING_MS) } },
    ];
    const notTooSoon = [{ sweepAfter: null }, { sweepAfter: { lte: new Date(now) } }];
    return this.prisma.checkoutSession.findMany({
      where: { ...where, AND: [{ OR: lapsed }, { OR: notTooSoon }] },
      orderBy: { expiresAt: 'asc' },
      take,
    });
  }

  private async end(row: CheckoutSession): Promise<boolean> {
    try {
      const closing = await this.closing.close(await this.withPage(row));
      // Paid, and as long as its goods are gone it stays as it is.
      if (closing === 'complete') await this.postpone(row);
      return true;
    } catch (error) {
      this.logger.warn({ checkoutId: row.id, err: error }, 'A lapsed session could not be ended yet');
      await this.postpone(row);
      return false;
    }
  }

  private async postpone({ id }: CheckoutSession): Promise<void> {
    const sweepAfter = new Date(Date.now() + AGAIN_MS);
    await this.prisma.checkoutSession.updateMany({ where: { id, status: { in: PAYABLE } }, data: { sweepAfter } });
  }

  /** Stripe may have made a page whose answer never arrived: it carries our id. */
  private async withPage(row: CheckoutSession): Promise<CheckoutSession> {
    if (row.stripeSessionId) return row;
    const from = new Date(row.createdAt.getTime() - BEFORE_MS);
    const to = new Date(row.createdAt.getTime() + AFTER_MS);
    for await (const page of this.stripe.listSessions(from, to)) {
      if (page.client_reference_id !== row.id) continue;
      const { count } = await this.prisma.checkoutSession.updateMany({
        where: { id: row.id, status: 'OPENING' },
        data: { status: 'OPEN', stripeSessionId: page.id, url: page.url },
      });
      return count ? { ...row, stripeSessionId: page.id } : row;
    }
    return row;
  }
}
