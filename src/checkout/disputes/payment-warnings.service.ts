import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { OutboxService } from '../../mail/outbox.service.js';
import type { PaymentWarning, PaymentWarningKind, Prisma } from '../../prisma/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { shopAlert } from '../mails/new-order-mails.js';
import { lockOrder } from '../refunds/locked-order.js';
import { markForReview } from '../refunds/refund-effects.service.js';
import type { RecordEvent } from '../stripe-events/event-handler.js';
import { DisputesGateway } from '../stripe/disputes.gateway.js';
import { OutdatedReadingError, writeLatestReading } from './latest-reading.js';
import { warningNote, warningSubject } from './warning-texts.js';

/** What is read from Stripe. */
type Reading = Omit<PaymentWarning, 'orderId' | 'version' | 'createdAt' | 'updatedAt'>;

/** Early fraud warnings and reviews of orders' payments. Shipping asks for `force` while one is open. */
@Injectable()
export class PaymentWarnings {
  constructor(
    private readonly prisma: PrismaService,
    private readonly gateway: DisputesGateway,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * Reads a warning at Stripe and writes it to its order. Repeated, late or concurrent calls end in the same state.
   * @param record records the event that led here
   * @returns whether Stripe knows the warning
   * @throws PaymentUnavailableError
   */
  async refresh(orderId: string, kind: PaymentWarningKind, id: string, record?: RecordEvent): Promise<boolean> {
    const isKnown = await writeLatestReading({
      version: async () => (await this.prisma.paymentWarning.findUnique({ where: { id } }))?.version ?? 0,
      read: () => this.read(kind, id),
      write: (found, version) =>
        this.prisma.$transaction(async (tx) => {
          await record?.(tx);
          await this.write(tx, orderId, found, version);
        }),
    });
    this.outbox.kick();
    return isKnown;
  }

  private async read(kind: PaymentWarningKind, id: string): Promise<Reading | null> {
    if (kind === 'REVIEW') {
      const review = await this.gateway.findReview(id);
      return review && ofReview(review);
    }
    const warning = await this.gateway.findFraudWarning(id);
    return warning && ofFraudWarning(warning);
  }

  private async write(tx: Prisma.TransactionClient, orderId: string, now: Reading, version: number): Promise<void> {
    const order = await lockOrder(tx, orderId);
    if (!order) return;
    const { id, kind, isOpen } = now;
    const before = await tx.paymentWarning.findUnique({ where: { id } });
    if ((before?.version ?? 0) !== version) throw new OutdatedReadingError();
    if (before?.isOpen === isOpen && before.closedReason === now.closedReason) return;
    if (before) await tx.paymentWarning.update({ where: { id }, data: { ...now, version: version + 1 } });
    else await tx.paymentWarning.create({ data: { ...now, orderId } });

    const message = warningNote(now);
    if (isOpen) await markForReview(tx, order, message);
    else await tx.orderEvent.create({ data: { orderId, type: 'NOTE', message, isInternal: true } });
    // The dispute or the refund that ends a fraud warning has its own mail.
    if (before && kind === 'EARLY_FRAUD_WARNING') return;
    const lines = [message, `Commande ${order.orderNumber}.`];
    const mail = shopAlert(`warning:${id}:${version + 1}`, { subject: warningSubject(now), lines, orderId });
    await this.outbox.addOnce(tx, mail);
  }
}

function ofFraudWarning({ id, fraud_type: reason, actionable, created }: Stripe.Radar.EarlyFraudWarning): Reading {
  const openedAt = new Date(created * 1000);
  return { id, kind: 'EARLY_FRAUD_WARNING', reason, isOpen: actionable, closedReason: null, openedAt };
}

function ofReview({ id, opened_reason: reason, open: isOpen, closed_reason, created }: Stripe.Review): Reading {
  return { id, kind: 'REVIEW', reason, isOpen, closedReason: closed_reason, openedAt: new Date(created * 1000) };
}
