import { Injectable } from '@nestjs/common';
import type { EventOutcome } from '../../webhook/event-handler.js';
import { PrismaService } from '../../../prisma/prisma.service.js';
import { parseMetadata, UnreadableMetadataError } from '../../session/session-metadata.js';
import { RefundsGateway } from '../../stripe/refunds.gateway.js';

/** Which order an event about a payment means. */
@Injectable()
export class PaymentOrders {
  constructor(
    private readonly prisma: PrismaService,
    private readonly gateway: RefundsGateway,
  ) {}

  /** @returns the order's id; null when no order was made of this payment (yet) */
  async find(paymentIntentId: string | null): Promise<string | null> {
    if (!paymentIntentId) return null;
    const order = await this.prisma.order.findFirst({ where: { paymentIntentId }, select: { id: true } });
    return order?.id ?? null;
  }

  /**
   * What to do with an event without an order: wait for it, if the payment is this shop's.
   * @throws PaymentUnavailableError
   */
  async outcomeWithout(paymentIntentId: string | null): Promise<EventOutcome> {
    const metadata = paymentIntentId ? await this.gateway.findPaymentMetadata(paymentIntentId) : null;
    return isOurs(metadata) ? 'waiting' : 'ignored';
  }
}

function isOurs(metadata: Record<string, string> | null): boolean {
  try {
    return parseMetadata(metadata) !== null;
  } catch (error) {
    if (error instanceof UnreadableMetadataError) return true;
    throw error;
  }
}

export function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}
