import { Injectable } from '@nestjs/common';
import type { CheckoutSession } from '../../generated/sqlite/client.js';
import { isUniqueViolation } from '../../prisma/is-unique-violation.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import type { IdempotencyHashes } from './idempotency.js';

interface NewSession {
  userId: string | null;
  totalCents: number | null;
  expiresAt: Date;
}

/** Our rows for Stripe's sessions. Each change names the state that it expects, so that of two at once one wins. */
@Injectable()
export class CheckoutSessionsService {
  constructor(private readonly prisma: PrismaService) {}

  findByIdempotencyKey(idempotencyKey: string): Promise<CheckoutSession | null> {
    return this.prisma.checkoutSession.findUnique({ where: { idempotencyKey } });
  }

  /** @returns null when another request holds the same idempotency key: the unique key decides */
  async create(session: NewSession, hashes: IdempotencyHashes | null): Promise<CheckoutSession | null> {
    const { key: idempotencyKey, request: requestHash, contact: contactHash } = hashes ?? {};
    try {
      return await this.prisma.checkoutSession.create({
        data: { ...session, idempotencyKey, requestHash, contactHash },
      });
    } catch (error) {
      if (isUniqueViolation(error)) return null;
      throw error;
    }
  }

  /** Stripe has made it. A webhook may have been faster and have it PAID already; that stays. */
  async markOpen(id: string, stripeSessionId: string, url: string): Promise<void> {
    await this.prisma.checkoutSession.updateMany({
      where: { id, stripeSessionId: null },
      data: { stripeSessionId, url },
    });
    await this.prisma.checkoutSession.updateMany({ where: { id, status: 'OPENING' }, data: { status: 'OPEN' } });
  }

  /** It can't be paid any more; its idempotency key is free for another. */
  async close(where: { id: string } | { stripeSessionId: string }): Promise<void> {
    await this.prisma.checkoutSession.updateMany({
      where: { ...where, status: { in: ['OPENING', 'OPEN'] } },
      data: { status: 'CLOSED', idempotencyKey: null },
    });
  }
}
