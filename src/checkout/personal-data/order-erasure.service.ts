import { Injectable, Logger } from '@nestjs/common';
import { Prisma } from '../../generated/sqlite/client.js';
import type { Address } from '../fulfilment/addresses.js';
import { CheckoutSessionsService } from '../session/checkout-sessions.service.js';
import { LIVE } from '../session/session-states.js';
import { SessionClosing } from '../settlement/session-closing.service.js';
import { addressLeft, TO_BE_SENT } from './erased-addresses.js';

type Tx = Prisma.TransactionClient;

/** What becomes of purchases when their account is deleted. */
@Injectable()
export class OrderErasure {
  private readonly logger = new Logger(OrderErasure.name);

  constructor(
    private readonly sessions: CheckoutSessionsService,
    private readonly closing: SessionClosing,
  ) {}

  /**
   * Ends the account's payable page at Stripe. One that was just paid becomes an order. One that can't be ended, because
   * Stripe does not answer, is no reason to keep an account: nobody has its address any more, it ends with its hold, and
   * should it be paid before, the money becomes an order without an account.
   * @returns the session that stays, if one does
   */
  async closePage(userId: string): Promise<string | null> {
    const active = await this.sessions.findActive(userId);
    if (!active) return null;
    try {
      await this.closing.close(active);
    } catch (error) {
      this.logger.warn(
        { checkoutId: active.id, err: error },
        'The page of an account to be deleted could not be ended',
      );
    }
    return active.id;
  }

  /** @returns whether the account has opened a page since `closePage` said which one stays */
  async hasNewPage(tx: Tx, userId: string, seen: string | null): Promise<boolean> {
    const active = await tx.checkoutSession.findUnique({ where: { activeUserId: userId }, select: { id: true } });
    return active !== null && active.id !== seen;
  }

  /**
   * Takes the person out of orders and sessions, which stay. Call it with the account's row locked: then no order of this
   * account can appear behind it.
   */
  async erase(tx: Tx, userId: string): Promise<void> {
    // Locks every order first: from here on none of them is sent, which would decide what is left of its address.
    await tx.$executeRaw`
      UPDATE "Order" SET "billingAddress" = NULL, "eraseOnEnd" = TRUE WHERE "userId" = ${userId}`;
    await tx.$executeRaw`
      UPDATE "Order" SET "shippingAddress" = NULL
      WHERE "userId" = ${userId} AND "status" NOT IN (${Prisma.join(TO_BE_SENT)})`;
    await this.keepDeliveries(tx, userId);
    await tx.order.updateMany({ where: { userId }, data: { userId: null } });

    // An address counts as long as it keeps units.
    await tx.checkoutSession.updateMany({ where: { userId, status: { notIn: LIVE } }, data: { addressHash: null } });
    await tx.checkoutSession.updateMany({
      where: { userId },
      data: { userId: null, activeUserId: null, idempotencyKey: null, requestHash: null, contactHash: null },
    });
  }

  private async keepDeliveries(tx: Tx, userId: string): Promise<void> {
    const orders = await tx.order.findMany({
      where: { userId, status: { in: TO_BE_SENT } },
      select: { id: true, status: true, shippingAddress: true },
    });
    for (const { id, status, shippingAddress } of orders) {
      // Written by fulfilment/paid-order.ts and by nobody else.
      const left = addressLeft(status, shippingAddress as Address | null);
      await tx.order.updateMany({
        where: { id },
        data: { shippingAddress: (left as unknown as Prisma.InputJsonObject | null) ?? Prisma.DbNull },
      });
    }
  }
}
