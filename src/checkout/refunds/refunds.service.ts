import { Injectable, Logger } from '@nestjs/common';
import type Stripe from 'stripe';
import { CatalogCache } from '../../catalog/catalog-cache.js';
import { backoffMs } from '../../common/backoff.js';
import type { OrderStatus, Prisma, Refund, RefundCause } from '../../generated/sqlite/client.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { OrderNotFoundError } from '../checkout.errors.js';
import { RefundTooLargeError } from '../orders/orders.errors.js';
import { lockOrder } from './locked-order.js';
import { RefundEffects } from './refund-effects.service.js';
import { toStoredLines, type RefundedParts } from './refund-lines.js';
import { RefundPayout, type Payout } from './refund-payout.service.js';
import { statusOf, StripeRefunds } from './stripe-refunds.service.js';

export interface NewRefund {
  orderId: string;
  cause: RefundCause;
  /** In cents of the order's currency; 0 for an order that cost nothing. */
  amountCents: number;
  /** Sent to Stripe; `refund:<order>:<n>` unless given. */
  idempotencyKey?: string;
  /** What the order becomes once Stripe has taken it; absent: it stays what it is, unless all has been given back. */
  orderStatus?: OrderStatus | null;
  /** Whether the units of `parts` go back in stock. An order that ends unsent returns all its units in any case. */
  restock: boolean;
  /** What it is for; absent for an amount, or the whole order. */
  parts?: RefundedParts;
  note?: string | null;
  createdBy?: string;
}

/** How long whoever asks has for itself before the job asks as well. */
const RETRY = { firstMs: 60_000, longestMs: 60 * 60_000 };
const DUE_AT_ONCE = 50;
/** The attempt, after about an hour, whose failure a person is told. */
const ALARM_ATTEMPT = 7;

/** Refunds that the shop makes, from the wish to the books. */
@Injectable()
export class RefundsService {
  private readonly logger = new Logger(RefundsService.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly payout: RefundPayout,
    private readonly effects: RefundEffects,
    private readonly atStripe: StripeRefunds,
    private readonly outbox: OutboxService,
    private readonly cache: CatalogCache,
  ) {}

  /**
   * Writes down a refund and reserves its money and units, inside the caller's transaction; call `settle` once that is
   * committed. If nobody does, a job will.
   * @throws OrderNotFoundError
   * @throws RefundTooLargeError when less is left of the order's total, or of a line's units
   * and a unique violation for an idempotency key that is taken: that refund is under way already
   */
  async request(tx: Prisma.TransactionClient, wanted: NewRefund): Promise<Refund> {
    const { orderId, amountCents, parts, idempotencyKey, ...rest } = wanted;
    await this.reserve(tx, orderId, amountCents);
    for (const { orderItemId, quantity } of parts?.lines ?? []) await reserveUnits(tx, orderId, orderItemId, quantity);
    // Nobody else counts now: the order's row is ours until the commit.
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
   * Asks Stripe for a refund that was requested, and applies the answer. Safe to call again, also at the same time: one
   * refund at Stripe, one effect here. Never inside a transaction.
   * @param attended whether somebody waits for the answer; otherwise a refusal is an alarm
   * @returns the refund as it is now, or the one that took its place: REQUESTED while it is not known what Stripe did (the
   *   job goes on asking), FAILED when it was refused and the order is as before
   */
  async settle(refundId: string, { attended = false } = {}): Promise<Refund> {
    const { order, ...refund } = await this.prisma.refund.findUniqueOrThrow({
      where: { id: refundId },
      include: { order: { select: { paymentIntentId: true, totalCents: true } } },
    });
    if (refund.status !== 'REQUESTED') return this.orWhatReplacedIt(refund, attended);

    await this.noteAttempt(refund);
    const payout = await this.payout.ask(refund, order);
    const rest = await this.apply(refund, payout, attended);
    if (rest) return this.settle(rest.id, { attended });
    const settled = await this.prisma.refund.findUniqueOrThrow({ where: { id: refundId } });
    this.logger.log({ refundId, orderId: refund.orderId, status: settled.status }, 'Refund');
    return this.orWhatReplacedIt(settled, attended);
  }

  /** Of several who settle the same refund one finds that less is left, and asks for that: the others go on with it. */
  private async orWhatReplacedIt(refund: Refund, attended: boolean): Promise<Refund> {
    const { orderId, cause, status } = refund;
    if (status !== 'FAILED' || !isWhole(refund)) return refund;
    const running = await this.prisma.refund.findFirst({ where: { orderId, cause, status: 'REQUESTED' } });
    return running ? this.settle(running.id, { attended }) : refund;
  }

  /** Goes on with what has no answer yet. @param signal stop at the next safe point */
  async settleDue(signal?: AbortSignal, now = new Date()): Promise<void> {
    const due = await this.prisma.refund.findMany({
      where: { status: 'REQUESTED', nextAttemptAt: { lte: now } },
      orderBy: { nextAttemptAt: 'asc' },
      take: DUE_AT_ONCE,
      select: { id: true },
    });
    for (const { id } of due) {
      if (signal?.aborted) return;
      try {
        await this.settle(id);
      } catch (error) {
        // The next one may have better luck, and this one its next turn.
        this.logger.error({ refundId: id, err: error }, 'Refund not settled');
      }
    }
  }

  /** @returns the refund that is to be asked for in its place, if any */
  private async apply(refund: Refund, payout: Payout, attended: boolean): Promise<Refund | null> {
    if (payout.outcome === 'unknown') {
      await this.noteSilence(refund, payout.reason);
      return null;
    }
    const rest = await this.prisma.$transaction((tx) => this.applyAnswer(tx, refund, payout, attended));
    await this.cache.invalidate();
    this.outbox.kick();
    return rest;
  }

  private async applyAnswer(
    tx: Prisma.TransactionClient,
    refund: Refund,
    payout: Exclude<Payout, { outcome: 'unknown' }>,
    attended: boolean,
  ): Promise<Refund | null> {
    const alarm = !attended || refund.cause === 'OVERSOLD';
    switch (payout.outcome) {
      case 'overtaken':
        return this.giveWay(tx, refund, payout, alarm);
      case 'refused':
        await this.effects.failed(tx, refund, { reason: payout.reason, alarm });
        return null;
      case 'none':
        await this.effects.made(tx, refund, { stripeRefundId: null, status: 'SUCCEEDED' });
        return null;
      case 'made':
        await this.take(tx, refund, payout.refund);
        return null;
    }
  }

  private async take(tx: Prisma.TransactionClient, refund: Refund, made: Stripe.Refund): Promise<void> {
    if (made.metadata?.refund === refund.id) return this.atStripe.take(tx, refund.orderId, made);
    // One that was made by hand and stands for ours.
    await this.effects.made(tx, refund, { stripeRefundId: made.id, status: statusOf(made) });
  }

  /** Takes in what others gave back. @returns a refund of the rest, where all was to go back and not all has */
  private async giveWay(
    tx: Prisma.TransactionClient,
    refund: Refund,
    { reason, leftCents, refunds }: Extract<Payout, { outcome: 'overtaken' }>,
    alarm: boolean,
  ): Promise<Refund | null> {
    const { id, orderId, cause, orderStatus, restock, note, createdBy } = refund;
    await lockOrder(tx, orderId);
    // Somebody else has been here with the same answer.
    if ((await tx.refund.count({ where: { id, status: 'REQUESTED' } })) === 0) return null;
    await this.effects.failed(tx, refund, { reason, alarm, isReplaced: isWhole(refund) || leftCents <= 0 });
    for (const made of refunds) await this.atStripe.take(tx, orderId, made);

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

  /** Decides in one write whether this much is left. */
  private async reserve(tx: Prisma.TransactionClient, orderId: string, amountCents: number): Promise<void> {
    const order = await tx.order.findUnique({ where: { id: orderId }, select: { totalCents: true } });
    if (!order) throw new OrderNotFoundError('No such order', { orderId });
    const { count } = await tx.order.updateMany({
      where: { id: orderId, refundedCents: { lte: order.totalCents - amountCents } },
      data: { refundedCents: { increment: amountCents } },
    });
    if (count === 0) throw new RefundTooLargeError('More than is left', { orderId, amountCents });
  }

  private async noteSilence(refund: Refund, lastError: string): Promise<void> {
    const { id, attempts } = refund;
    await this.prisma.refund.updateMany({ where: { id, status: 'REQUESTED' }, data: { lastError } });
    if (attempts + 1 !== ALARM_ATTEMPT) return;
    await this.prisma.$transaction((tx) => this.effects.unanswered(tx, refund));
    this.outbox.kick();
  }

  /** Before Stripe is asked: whoever dies over it leaves behind when the job is to ask again. */
  private async noteAttempt({ id, attempts }: Refund): Promise<void> {
    const wait = backoffMs(attempts + 1, RETRY);
    await this.prisma.refund.updateMany({
      where: { id, status: 'REQUESTED' },
      data: { attempts: { increment: 1 }, nextAttemptAt: new Date(Date.now() + wait) },
    });
  }
}

/** Whether it is for all that is left of the order. */
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
