import { Injectable, Logger } from '@nestjs/common';
import type { EventOutcome } from '../stripe-events/event-handler.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { Installation } from '../../installation/installation.js';
import { UnreadableMetadataError } from '../rules/needs-review.error.js';
import { parseMetadata } from '../rules/session-metadata.js';
import { RefundsGateway } from '../stripe/refunds.gateway.js';

/** Finds the order of a payment. */
@Injectable()
export class PaymentOrders {
  private readonly logger = new Logger(PaymentOrders.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly gateway: RefundsGateway,
    private readonly installation: Installation,
  ) {}

  /** @returns the order's id; null while the payment has no order */
  async find(paymentIntentId: string | null): Promise<string | null> {
    if (!paymentIntentId) return null;
    const order = await this.prisma.order.findFirst({ where: { paymentIntentId }, select: { id: true } });
    return order?.id ?? null;
  }

  /**
   * The outcome of an event without an order: it waits if the payment is this shop's.
   * @throws PaymentUnavailableError
   */
  async outcomeWithout(paymentIntentId: string | null): Promise<EventOutcome> {
    const metadata = paymentIntentId ? await this.gateway.findPaymentMetadata(paymentIntentId) : null;
    if (this.isOurs(metadata)) return 'waiting';
    this.logger.warn({ paymentIntentId, code: 'OTHER_INSTALLATION' }, 'Not a payment of this shop');
    return 'ignored';
  }

  private isOurs(metadata: Record<string, string> | null): boolean {
    try {
      const contents = parseMetadata(metadata);
      // Version 1 had no installation id.
      return contents !== null && (contents.personal !== null || contents.installationId === this.installation.id);
    } catch (error) {
      if (error instanceof UnreadableMetadataError) return true;
      throw error;
    }
  }
}

export function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}
