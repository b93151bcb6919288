import { Inject, Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { appConfig, type AppConfig } from '../../config/app.config.js';
import { OutboxService } from '../../mail/outbox.service.js';
import type { Dispute, Prisma } from '../../prisma/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { shopAlert } from '../mails/new-order-mails.js';
import { isFinal } from '../orders/states/order-transitions.js';
import { lockOrder, type LockedOrder } from '../refunds/locked-order.js';
import { markForReview } from '../refunds/refund-effects.service.js';
import type { RecordEvent } from '../stripe-events/event-handler.js';
import { DisputesGateway } from '../stripe/disputes.gateway.js';
import { isNews, LOST, WITHOUT_LOSS } from './dispute-states.js';
import { disputeNote, disputeSubject } from './dispute-texts.js';
import { OutdatedReadingError, writeLatestReading } from './latest-reading.js';

/** What is read from Stripe. */
type Reading = Omit<Dispute, 'orderId' | 'version' | 'createdAt' | 'updatedAt'>;

/** Disputes of orders. An order keeps its status; what is lost counts as money gone. */
@Injectable()
export class DisputesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly gateway: DisputesGateway,
    private readonly outbox: OutboxService,
    @Inject(appConfig.KEY) private readonly app: AppConfig,
  ) {}

  /**
   * Reads a dispute at Stripe and writes it to its order. Repeated, late or concurrent calls end in the same state.
   * @param record records the event that led here
   * @returns whether Stripe knows the dispute
   * @throws PaymentUnavailableError
   */
  async refresh(orderId: string, id: string, record?: RecordEvent): Promise<boolean> {
    const isKnown = await writeLatestReading({
      version: async () => (await this.prisma.dispute.findUnique({ where: { id } }))?.version ?? 0,
      read: () => this.gateway.find(id),
      write: (found, version) =>
        this.prisma.$transaction(async (tx) => {
          await record?.(tx);
          await this.write(tx, orderId, toReading(found), version);
        }),
    });
    this.outbox.kick();
    return isKnown;
  }

  private async write(tx: Prisma.TransactionClient, orderId: string, now: Reading, version: number): Promise<void> {
    const order = await lockOrder(tx, orderId);
    if (!order) return;
    const before = await tx.dispute.findUnique({ where: { id: now.id } });
    if ((before?.version ?? 0) !== version) throw new OutdatedReadingError();
    if (before && isSame(before, now)) return;
    const { id } = now;
    if (before) await tx.dispute.update({ where: { id }, data: { ...now, version: version + 1 } });
    else await tx.dispute.create({ data: { ...now, orderId } });
    await countLost(tx, order);
    if (before?.status !== now.status) await this.tell(tx, order, before?.status ?? null, now, `${id}:${version + 1}`);
  }

  private async tell(
    tx: Prisma.TransactionClient,
    order: LockedOrder,
    before: string | null,
    now: Reading,
    key: string,
  ): Promise<void> {
    const { status } = now;
    const orderId = order.id;
    const message = disputeNote(now, before, this.app.timeZone);
    const isNew = isNews(before, status);
    if (isNew && (!WITHOUT_LOSS.includes(status) || isOwed(order))) await markForReview(tx, order, message);
    else await tx.orderEvent.create({ data: { orderId, type: 'NOTE', message, isInternal: true } });
    if (!isNew) return;
    const lines = [message, `Commande ${order.orderNumber}.`];
    const subject = disputeSubject(before, status);
    await this.outbox.addOnce(tx, shopAlert(`dispute:${key}`, { subject, lines, orderId }));
  }
}

/** An order that ended without a full refund, as its dispute was lost: an appeal that is won takes the money back. */
function isOwed({ status, totalCents, refundedCents }: LockedOrder): boolean {
  return isFinal(status) && refundedCents < totalCents;
}

/** Money that is gone: of all lost disputes, in the transaction that changed one. */
async function countLost(tx: Prisma.TransactionClient, { id, lostCents }: LockedOrder): Promise<void> {
  const lost = await tx.dispute.aggregate({ where: { orderId: id, status: LOST }, _sum: { amountCents: true } });
  const now = lost._sum.amountCents ?? 0;
  if (now !== lostCents) await tx.order.update({ where: { id }, data: { lostCents: now } });
}

function toReading({ id, status, reason, amount, currency, evidence_details, created }: Stripe.Dispute): Reading {
  const { due_by: dueBy } = evidence_details;
  // Stripe says 0 when the bank takes no answer.
  const evidenceDueAt = dueBy ? new Date(dueBy * 1000) : null;
  return { id, status, reason, amountCents: amount, currency, evidenceDueAt, openedAt: new Date(created * 1000) };
}

function isSame(row: Dispute, now: Reading): boolean {
  return (
    row.status === now.status &&
    row.reason === now.reason &&
    row.amountCents === now.amountCents &&
    row.currency === now.currency &&
    row.evidenceDueAt?.getTime() === now.evidenceDueAt?.getTime()
  );
}
