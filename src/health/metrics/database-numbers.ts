import { Inject, Injectable, Logger } from '@nestjs/common';
import { withTimeout } from '../../common/with-timeout.js';
import { stripeConfig, type StripeConfig } from '../../config/stripe.config.js';
import { Prisma } from '../../prisma/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';

/** Within this time every scraper gets the same numbers, so many of them cost the database no more than one. */
const CACHED_MS = 5_000;

/** A database that is busy or away must not keep the other metrics from being read. */
const TIMEOUT_MS = 3_000;

/** Rows that wait for work: how many, and how old the oldest is. */
export interface Queue {
  name: string;
  length: number;
  oldest: Date | null;
}

export interface Numbers {
  queues: Queue[];
  holds: { lines: number; units: number };
  /** Checkout sessions that may still be paid, by state. */
  pages: Record<'opening' | 'open' | 'processing', number>;
  /** When each job last ended well, on whichever instance. */
  jobs: { name: string; finishedAt: Date }[];
  /** Until when each pass of the reconciliation has compared Stripe with the database. */
  reconciliation: { pass: string; comparedUntil: Date }[];
}

/** Statuses of Stripe's in which a dispute waits for the shop's evidence. */
const TO_ANSWER = ['warning_needs_response', 'needs_response', 'appeal_needs_response'];

interface Row {
  name: string;
  n: bigint | number;
  /** SQLite returns a computed time as text. */
  since: Date | string | null;
}

/** Numbers from the database. The same on every instance: in a dashboard take `max`, never `sum`. */
@Injectable()
export class DatabaseNumbers {
  private readonly logger = new Logger(DatabaseNumbers.name);
  private cached: { until: number; numbers: Promise<Numbers | undefined> } | undefined;

  constructor(
    private readonly prisma: PrismaService,
    @Inject(stripeConfig.KEY) private readonly stripe: StripeConfig,
  ) {}

  /** @returns undefined when the database doesn't answer in time */
  read(): Promise<Numbers | undefined> {
    if (!this.cached || this.cached.until < Date.now()) {
      this.cached = { until: Date.now() + CACHED_MS, numbers: this.countInTime() };
    }
    return this.cached.numbers;
  }

  private async countInTime(): Promise<Numbers | undefined> {
    try {
      return await withTimeout(this.count(), TIMEOUT_MS);
    } catch (error) {
      this.logger.warn({ err: error }, 'No numbers from the database');
      return undefined;
    }
  }

  private async count(): Promise<Numbers> {
    const rows = await this.prisma.$queryRaw<Row[]>(counts(new Date(), this.stripe));
    const jobs = await this.prisma.jobLease.findMany({
      where: { finishedAt: { not: null } },
      select: { name: true, finishedAt: true },
    });
    const all = rows.map(({ name, n, since }) => ({
      name,
      length: Number(n),
      oldest: since === null ? null : new Date(since),
    }));
    const take = (name: string) => all.find((row) => row.name === name)!.length;
    return {
      queues: all.filter(({ name }) => !name.includes(' ')),
      holds: { lines: take('hold lines'), units: take('hold units') },
      pages: { opening: take('page opening'), open: take('page open'), processing: take('page processing') },
      jobs: jobs.map(({ name, finishedAt }) => ({ name, finishedAt: finishedAt! })),
      reconciliation: await this.prisma.reconciliationProgress.findMany(),
    };
  }
}

/** One statement; each part reads only waiting rows, through an index. */
function counts(now: Date, { isLive }: StripeConfig): Prisma.Sql {
  const part = (name: string, since: string, table: string, where: Prisma.Sql, n = 'COUNT(*)') =>
    Prisma.sql`SELECT ${Prisma.raw(`'${name}' AS "name", ${n} AS "n", ${since} AS "since" FROM "${table}"`)} ${where}`;
  const none = 'MIN(CAST(NULL AS TIMESTAMP))';
  const { sql } = Prisma;
  // Nobody reads those of the test mode at Stripe once the key is live.
  const isTest = sql`EXISTS (SELECT 1 FROM "Order" o WHERE o."id" = "orderId" AND o."isTest" = TRUE)`;
  const known = isLive ? sql`AND NOT ${isTest}` : Prisma.empty;
  const payable = sql`"status" IN ('OPENING', 'OPEN')`;
  const parts = [
    part('mails_waiting', 'MIN("createdAt")', 'OutboxMail', sql`WHERE "doneAt" IS NULL`),
    part('mails_due', 'MIN("nextAttemptAt")', 'OutboxMail', sql`WHERE "doneAt" IS NULL AND "nextAttemptAt" <= ${now}`),
    part('mails_failed', 'MIN("createdAt")', 'OutboxMail', sql`WHERE "doneAt" IS NULL AND "lastError" IS NOT NULL`),
    part('events_waiting', 'MIN("createdAt")', 'StripeEvent', sql`WHERE "status" = 'WAITING'`),
    part('events_review', 'MIN("createdAt")', 'StripeEvent', sql`WHERE "status" = 'REVIEW'`),
    part('refunds_requested', 'MIN("createdAt")', 'Refund', sql`WHERE "status" = 'REQUESTED'`),
    part('refunds_pending', 'MIN("createdAt")', 'Refund', sql`WHERE "status" = 'PENDING' ${known}`),
    part(
      'disputes_to_answer',
      'MIN("createdAt")',
      'Dispute',
      sql`WHERE "status" IN (${Prisma.join(TO_ANSWER)}) ${known}`,
    ),
    part('oversold_payments', 'MIN("createdAt")', 'OversoldPayment', sql`WHERE "resolvedAt" IS NULL`),
    part('orders_to_review', 'MIN("createdAt")', 'Order', sql`WHERE "status" = 'PENDING'`),
    part('reconciliation_failed', 'MIN("createdAt")', 'ReconciliationFailure', Prisma.empty),
    part('pages_lapsed', 'MIN("expiresAt")', 'CheckoutSession', sql`WHERE ${payable} AND "expiresAt" <= ${now}`),
    part('page opening', none, 'CheckoutSession', sql`WHERE "status" = 'OPENING'`),
    part('page open', none, 'CheckoutSession', sql`WHERE "status" = 'OPEN'`),
    part('page processing', none, 'CheckoutSession', sql`WHERE "status" = 'PROCESSING'`),
    part('hold lines', none, 'StockHold', Prisma.empty),
    part('hold units', none, 'StockHold', Prisma.empty, 'COALESCE(SUM("quantity"), 0)'),
  ];
  return Prisma.join(parts, ' UNION ALL ');
}
