import { Inject, Injectable, Logger } from '@nestjs/common';
import { appConfig, type AppConfig } from '../../config/app.config.js';
import { stripeConfig, type StripeConfig } from '../../config/stripe.config.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { shopAlert } from '../mails/new-order-mails.js';
import { ofThisMode } from '../orders/test-orders.js';
import { awaitsEvidence, ENDED } from './dispute-states.js';
import { disputeNote, EVIDENCE_DUE_SUBJECT } from './dispute-texts.js';
import { DisputesService } from './disputes.service.js';
import { PaymentWarnings } from './payment-warnings.service.js';

const DAY_MS = 24 * 60 * 60_000;

/** Before the end of the time to answer. */
const REMIND_MS = 3 * DAY_MS;

/** Reads open disputes and warnings again, as an event may be lost, and reminds the shop of evidence that is due. */
@Injectable()
export class DisputeChecks {
  private readonly logger = new Logger(DisputeChecks.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly disputes: DisputesService,
    private readonly warnings: PaymentWarnings,
    private readonly outbox: OutboxService,
    @Inject(stripeConfig.KEY) private readonly stripe: StripeConfig,
    @Inject(appConfig.KEY) private readonly app: AppConfig,
  ) {}

  async checkOpen(signal?: AbortSignal, now = new Date()): Promise<void> {
    const order = ofThisMode(this.stripe);
    const disputes = await this.prisma.dispute.findMany({ where: { status: { notIn: ENDED }, order } });
    for (const { id, orderId } of disputes) {
      if (signal?.aborted) return;
      await this.attempt(id, () => this.disputes.refresh(orderId, id));
    }
    const warnings = await this.prisma.paymentWarning.findMany({ where: { isOpen: true, order } });
    for (const { id, orderId, kind } of warnings) {
      if (signal?.aborted) return;
      await this.attempt(id, () => this.warnings.refresh(orderId, kind, id));
    }
    await this.remind(now);
  }

  private async remind(now: Date): Promise<void> {
    const evidenceDueAt = { gte: now, lte: new Date(now.getTime() + REMIND_MS) };
    const due = await this.prisma.dispute.findMany({
      where: { status: { notIn: ENDED }, evidenceDueAt, order: ofThisMode(this.stripe) },
      include: { order: { select: { orderNumber: true } } },
    });
    for (const dispute of due.filter(({ status }) => awaitsEvidence(status))) {
      const { id, orderId, status, order } = dispute;
      const lines = [disputeNote(dispute, status, this.app.timeZone), `Commande ${order.orderNumber}.`];
      const mail = shopAlert(`dispute:${id}:due:${status}`, { subject: EVIDENCE_DUE_SUBJECT, lines, orderId });
      await this.outbox.addOnce(this.prisma, mail);
    }
    this.outbox.kick();
  }

  /** One failure must not stop the others. */
  private async attempt(id: string, work: () => Promise<boolean>): Promise<void> {
    try {
      if (!(await work())) this.logger.error({ id }, 'Stripe does not know it');
    } catch (error) {
      this.logger.error({ id, err: error }, 'Not read again');
    }
  }
}
