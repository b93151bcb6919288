import { Injectable } from '@nestjs/common';
import type { Prisma } from '../../generated/sqlite/client.js';
import { inPages } from '../../prisma/in-pages.js';
import { NEWEST_FIRST } from '../../prisma/newest-first.js';
import { PrismaService } from '../../prisma/prisma.service.js';

const exported = {
  id: true,
  orderNumber: true,
  status: true,
  totalCents: true,
  currency: true,
  shippingMethod: true,
  shippingAddress: true,
  billingAddress: true,
  createdAt: true,
  items: {
    select: { productName: true, variantName: true, quantity: true, unitPriceCents: true, totalPriceCents: true },
    orderBy: { id: 'asc' },
  },
} satisfies Prisma.OrderSelect;
export type ExportedOrder = Prisma.OrderGetPayload<{ select: typeof exported }>;

/** What orders say of their owners, for these to take away. */
@Injectable()
export class OwnOrdersService {
  constructor(private readonly prisma: PrismaService) {}

  /** An account's orders with their lines, page by page. Amounts in cents of the order's currency. */
  orders(userId: string): AsyncGenerator<ExportedOrder[]> {
    return inPages((older, take) =>
      this.prisma.order.findMany({ where: { userId, ...older }, select: exported, orderBy: NEWEST_FIRST, take }),
    );
  }
}
