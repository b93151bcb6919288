import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { Prisma } from '../../../generated/sqlite/client.js';
import { OutboxService } from '../../../mail/outbox.service.js';
import { PrismaService } from '../../../prisma/prisma.service.js';
import { shopAlert } from '../../mails/new-order-mails.js';
import type { Claim, EventOutcome, StripeEventHandler } from '../../webhook/event-handler.js';
import { lockOrder } from '../locked-order.js';
import { markForReview } from '../refund-effects.service.js';
import { DISPUTE_SUBJECT, disputeNote } from './dispute-texts.js';
import { idOf, PaymentOrders } from './payment-orders.service.js';

/** A buyer's bank contests a payment. The order stays what it is until a person has looked at it. */
@Injectable()
export class DisputeEventsHandler implements StripeEventHandler {
  readonly types = ['charge.dispute.created', 'charge.dispute.updated', 'charge.dispute.closed'];

  constructor(
    private readonly prisma: PrismaService,
    private readonly orders: PaymentOrders,
    private readonly outbox: OutboxService,
  ) {}

  /** @throws PaymentUnavailableError when Stripe can't be asked: the event is to come again */
  async handle(event: Stripe.Event, claim: Claim): Promise<EventOutcome> {
    const dispute = disputeOf(event);
    if (!dispute) return 'ignored';
    const paymentIntentId = idOf(dispute.payment_intent);
    const orderId = await this.orders.find(paymentIntentId);
    if (!orderId) return this.orders.outcomeWithout(paymentIntentId);

    await this.prisma.$transaction(async (tx) => {
      if (await claim(tx)) await this.note(tx, orderId, dispute, event.type === 'charge.dispute.closed');
    });
    this.outbox.kick();
    return 'applied';
  }

  private async note(
    tx: Prisma.TransactionClient,
    orderId: string,
    dispute: Stripe.Dispute,
    isClosed: boolean,
  ): Promise<void> {
    const order = await lockOrder(tx, orderId);
    if (!order) return;
    const message = disputeNote(dispute, isClosed);
    // Stripe may tell the same in two events of its own.
    if (await tx.orderEvent.count({ where: { orderId, type: 'NOTE', message } })) return;
    if (isClosed) {
      await tx.orderEvent.create({ data: { orderId, type: 'NOTE', message, isInternal: true } });
      return;
    }
    await markForReview(tx, order, message);
    const lines = [message, `Commande ${order.orderNumber}.`];
    await this.outbox.addOnce(tx, shopAlert(`dispute:${dispute.id}`, { subject: DISPUTE_SUBJECT, lines, orderId }));
  }
}

function disputeOf(event: Stripe.Event): Stripe.Dispute | null {
  switch (event.type) {
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed':
      return event.data.object;
    default:
      return null;
  }
}
