import { Injectable } from '@nestjs/common';
import type { Prisma } from '../../prisma/client.js';
import { inPages } from '../../prisma/in-pages.js';
import { NEWEST_FIRST } from '../../prisma/newest-first.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { LIVE } from '../rules/session-states.js';

const exported = {
  id: true,
  orderNumber: true,
  status: true,
  totalCents: true,
  currency: true,
  paymentMethod: true,
  paymentBrand: true,
  paymentLast4: true,
  shippingMethod: true,
  shippingAddress: true,
  billingAddress: true,
  createdAt: true,
  items: {
    select: {
      productName: true,
      variantName: true,
      language: true,
      edition: true,
      sku: true,
      quantity: true,
      unitPriceCents: true,
      totalPriceCents: true,
    },
    orderBy: { id: 'asc' },
  },
} satisfies Prisma.OrderSelect;
export type ExportedOrder = Prisma.OrderGetPayload<{ select: typeof exported }>;

const exportedSession = {
  id: true,
  totalCents: true,
  delivery: true,
  createdAt: true,
  expiresAt: true,
} satisfies Prisma.CheckoutSessionSelect;
export type ExportedSession = Prisma.CheckoutSessionGetPayload<{ select: typeof exportedSession }>;

/** Exports the orders and the open checkout sessions of an account. */
@Injectable()
export class OwnOrdersService {
  constructor(private readonly prisma: PrismaService) {}

  /** An account's orders with their lines, page by page. Amounts in cents of the order's currency. */
  orders(userId: string): AsyncGenerator<ExportedOrder[]> {
    return inPages((older, take) =>
      this.prisma.order.findMany({ where: { userId, ...older }, select: exported, orderBy: NEWEST_FIRST, take }),
    );
  }

  /** An account's sessions that may still become an order, page by page. Ended ones hold no address. */
  openSessions(userId: string): AsyncGenerator<ExportedSession[]> {
    return inPages((older, take) =>
      this.prisma.checkoutSession.findMany({
        where: { userId, status: { in: LIVE }, ...older },
        select: exportedSession,
        orderBy: NEWEST_FIRST,
        take,
      }),
    );
  }
}
