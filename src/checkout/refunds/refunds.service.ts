import { Injectable, Logger } from '@nestjs/common';
import type Stripe from 'stripe';
import { CacheVersion } from '../../cache/cache-version.js';
import { backoffMs } from '../../common/backoff.js';
import type { OrderStatus, Prisma, Refund, RefundCause } from '../../prisma/client.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { OrderNotFoundError } from '../rules/checkout.errors.js';
import { RefundTooLargeError } from '../rules/orders.errors.js';
import { lockOrder } from './locked-order.js';
import { RefundEffects } from './refund-effects.service.js';
import { toStoredLines, type RefundedParts } from './refund-lines.js';
import { RefundSender, type RefundResult } from './refund-sender.service.js';
import { statusOf, StripeRefunds } from './stripe-refunds.service.js';

export interface NewRefund {
  orderId: string;
  cause: RefundCause;
  /** In cents of the order's currency; 0 for a free order, and for goods that come back without money. */
  amountCents: number;
  /** Sent to Stripe; `refund:<order>:<n>` unless given. */
  idempotencyKey?: string;
  /** The order's status once Stripe has accepted it; absent: it stays, unless everything is refunded. */
  orderStatus?: OrderStatus | null;
  /** Whether the units of `parts` are restocked. An order that ends unshipped restocks all its units. */
  restock: boolean;
  /** The refunded parts; absent for an amount, or the whole order. */
  parts?: RefundedParts;
  note?: string | null;
  createdBy?: string;
}

/** The first retry is the job's: until then the request that created the refund processes it. */
const RETRY = { firstMs: 60_000, longestMs: 60 * 60_000 };
const DUE_AT_ONCE = 50;
/** The attempt, after about an hour, whose failure alerts the shop. */
const ALARM_ATTEMPT = 7;

/** Refunds made by the shop: request, Stripe, effects. */
@Injectable()
export class RefundsService {
  private readonly logger = new Logger(RefundsService.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly sender: RefundSender,
    private readonly effects: RefundEffects,
    private readonly atStripe: StripeRefunds,
    private readonly outbox: OutboxService,
    private readonly cacheVersion: CacheVersion,
  ) {}

  /**
   * Stores a refund and reserves its money and units, in the caller's transaction. Call `process` after the commit;
   * otherwise a job does.
   * @throws OrderNotFoundError
   * @throws RefundTooLargeError when less is left of the order's total, or of a line's units, and a unique violation
   *   for an idempotency key that is in use: that refund exists already
   */
  async request(tx: Prisma.TransactionClient, wanted: NewRefund): Promise<Refund> {
    const { orderId, amountCents, parts, idempotencyKey, ...rest } = wanted;
    // Goods that come back without money do not change the refunded units.
    if (amountCents > 0) {
      await this.reserve(tx, orderId, amountCents);
      for (const { orderItemId, quantity } of parts?.lines ?? [])
        await reserveUnits(tx, orderId, orderItemId, quantity);
    }
    // The order's row is locked until the commit, so the count is exact.
    const key = idempotencyKey ?? `refund:${orderId}:${1 + (await tx.refund.count({ where: { orderId } }))}`;
    return tx.refund.create({
      data: {
        ...rest,
        orderId,
        amountCents,
        idempotencyKey: key,
        ...(parts && { lines: toStoredLines(parts) }),
        nextAttemptAt: new Date(Date.now() + RETRY.firstMs),
      },
    });
  }

  /**
   * Sends a requested refund to Stripe and applies the result. Idempotent, also when called concurrently: one refund at
   * Stripe, one effect here. Never inside a transaction.
   * @param attended whether an administrator waits for the result; otherwise a refusal alerts the shop
   * @returns the current refund, or the one that replaced it: REQUESTED while Stripe's result is unknown (the job
   *   retries), FAILED when it was refused and the order is as before
   */
  async process(refundId: string, { attended = false } = {}): Promise<Refund> {
    const { order, ...refund } = await this.prisma.refund.findUniqueOrThrow({
      where: { id: refundId },
      include: { order: { select: { paymentIntentId: true, totalCents: true, isTest: true } } },
    });
    if (refund.status !== 'REQUESTED') return this.orReplacement(refund, attended);

    await this.recordAttempt(refund);
    const result = await this.sender.send(refund, order);
    const rest = await this.apply(refund, result, attended);
    if (rest) return this.process(rest.id, { attended });
    const current = await this.prisma.refund.findUniqueOrThrow({ where: { id: refundId } });
    this.logger.log({ refundId, orderId: refund.orderId, status: current.status }, 'Refund');
    return this.orReplacement(current, attended);
  }

  /** Concurrent refund requests get the refund that replaced theirs. */
  private async orReplacement(refund: Refund, attended: boolean): Promise<Refund> {
    const { orderId, cause, status } = refund;
    if (status !== 'FAILED' || !isWhole(refund)) return refund;
    const running = await this.prisma.refund.findFirst({ where: { orderId, cause, status: 'REQUESTED' } });
    return running ? this.process(running.id, { attended }) : refund;
  }

  /**
   * Retries refunds without a result.
   * @param signal stop at the next safe point
   */
  async processDue(signal?: AbortSignal, now = new Date()): Promise<void> {
    const due = await this.prisma.refund.findMany({
      where: { status: 'REQUESTED', nextAttemptAt: { lte: now } },
      orderBy: { nextAttemptAt: 'asc' },
      take: DUE_AT_ONCE,
      select: { id: true },
    });
    for (const { id } of due) {
      if (signal?.aborted) return;
      try {
        await this.process(id);
      } catch (error) {
        // One failure must not stop the others; this one is retried later.
        this.logger.error({ refundId: id, err: error }, 'Refund not processed');
      }
    }
  }

  /** @returns the refund to send instead, if any */
  private async apply(refund: Refund, result: RefundResult, attended: boolean): Promise<Refund | null> {
    if (result.outcome === 'unknown') {
      await this.recordNoAnswer(refund, result.reason);
      return null;
    }
    const rest = await this.prisma.$transaction((tx) => this.applyAnswer(tx, refund, result, attended));
    await this.cacheVersion.invalidate();
    this.outbox.kick();
    return rest;
  }

  private async applyAnswer(
    tx: Prisma.TransactionClient,
    refund: Refund,
    result: Exclude<RefundResult, { outcome: 'unknown' }>,
    attended: boolean,
  ): Promise<Refund | null> {
    const alarm = !attended || refund.cause === 'OVERSOLD';
    switch (result.outcome) {
      case 'overtaken':
        return this.replaceByOthers(tx, refund, result, alarm);
      case 'refused':
        await this.effects.failed(tx, refund, { reason: result.reason, alarm });
        return null;
      case 'none':
        await this.effects.made(tx, refund, { stripeRefundId: null, status: 'SUCCEEDED' });
        return null;
      case 'made':
        await this.applyMade(tx, refund, result.refund);
        return null;
    }
  }

  private async applyMade(tx: Prisma.TransactionClient, refund: Refund, made: Stripe.Refund): Promise<void> {
    if (made.metadata?.refund === refund.id) return this.atStripe.apply(tx, refund.orderId, made);
    // Made in Stripe's dashboard; it replaces ours.
    await this.effects.made(tx, refund, { stripeRefundId: made.id, status: statusOf(made) });
  }

  /** Applies the refunds that others made. @returns a refund of the rest, for a whole refund with money left */
  private async replaceByOthers(
    tx: Prisma.TransactionClient,
    refund: Refund,
    { reason, leftCents, refunds }: Extract<RefundResult, { outcome: 'overtaken' }>,
    alarm: boolean,
  ): Promise<Refund | null> {
    const { id, orderId, cause, orderStatus, restock, note, createdBy } = refund;
    await lockOrder(tx, orderId);
    // A concurrent call has applied the same result.
    if ((await tx.refund.count({ where: { id, status: 'REQUESTED' } })) === 0) return null;
    await this.effects.failed(tx, refund, { reason, alarm, isReplaced: isWhole(refund) || leftCents <= 0 });
    for (const made of refunds) await this.atStripe.apply(tx, orderId, made);

    const { totalCents, refundedCents } = await tx.order.findUniqueOrThrow({ where: { id: orderId } });
    const amountCents = totalCents - refundedCents;
    if (!isWhole(refund) || amountCents <= 0) return null;
    return this.request(tx, {
      orderId,
      cause,
      amountCents,
      orderStatus,
      restock,
      note,
      ...(createdBy && { createdBy }),
    });
  }

  /** Checks and reserves in one write. */
  private async reserve(tx: Prisma.TransactionClient, orderId: string, amountCents: number): Promise<void> {
    const order = await tx.order.findUnique({ where: { id: orderId }, select: { totalCents: true } });
    if (!order) throw new OrderNotFoundError('No such order', { orderId });
    const { count } = await tx.order.updateMany({
      where: { id: orderId, refundedCents: { lte: order.totalCents - amountCents } },
      data: { refundedCents: { increment: amountCents } },
    });
    if (count === 0) throw new RefundTooLargeError('More than is left', { orderId, amountCents });
  }

  private async recordNoAnswer(refund: Refund, lastError: string): Promise<void> {
    const { id, attempts } = refund;
    await this.prisma.refund.updateMany({ where: { id, status: 'REQUESTED' }, data: { lastError } });
    if (attempts + 1 !== ALARM_ATTEMPT) return;
    await this.prisma.$transaction((tx) => this.effects.unanswered(tx, refund));
    this.outbox.kick();
  }

  /** Written before Stripe is asked, so that the job retries after a crash. */
  private async recordAttempt({ id, attempts }: Refund): Promise<void> {
    const wait = backoffMs(attempts + 1, RETRY);
    await this.prisma.refund.updateMany({
      where: { id, status: 'REQUESTED' },
      data: { attempts: { increment: 1 }, nextAttemptAt: new Date(Date.now() + wait) },
    });
  }
}

/** Whether it refunds the rest of the order. */
function isWhole({ cause }: Refund): boolean {
  return cause === 'OVERSOLD' || cause === 'ORDER';
}

async function reserveUnits(
  tx: Prisma.TransactionClient,
  orderId: string,
  id: string,
  quantity: number,
): Promise<void> {
  const item = await tx.orderItem.findFirst({ where: { id, orderId }, select: { quantity: true } });
  const { count } = await tx.orderItem.updateMany({
    where: { id, orderId, unitsRefunded: { lte: (item?.quantity ?? 0) - quantity } },
    data: { unitsRefunded: { increment: quantity } },
  });
  if (count === 0) throw new RefundTooLargeError('More units than are left of a line', { orderId, orderItemId: id });
}
