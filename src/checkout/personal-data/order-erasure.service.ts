import { Injectable, Logger } from '@nestjs/common';
import { Prisma } from '../../prisma/client.js';
import { addressLeft, TO_BE_SENT, type Address } from '../rules/addresses.js';
import { renewSearchText } from '../orders/order-search-text.js';
import { CheckoutSessionsService } from '../sessions/checkout-sessions.service.js';
import { SessionExpiry } from '../completion/session-expiry.service.js';

type Tx = Prisma.TransactionClient;

/** Removes personal data from orders and sessions when their account is deleted. */
@Injectable()
export class OrderErasure {
  private readonly logger = new Logger(OrderErasure.name);

  constructor(
    private readonly sessions: CheckoutSessionsService,
    private readonly expiry: SessionExpiry,
  ) {}

  /**
   * Ends the account's payable session at Stripe. One that was just paid becomes an order. When Stripe does not answer,
   * the deletion goes on: no buyer has the URL any more, the session ends with its reservation, and a payment before
   * that becomes an order without an account.
   * @returns the id of the account's session, if it had one
   */
  async closeSession(userId: string): Promise<string | null> {
    const active = await this.sessions.findActive(userId);
    if (!active) return null;
    try {
      await this.expiry.end(active);
    } catch (error) {
      this.logger.warn(
        { checkoutId: active.id, err: error },
        'The session of an account to be deleted could not be ended',
      );
    }
    return active.id;
  }

  /** @returns whether the account has created a session since `closeSession` returned its id */
  async hasNewSession(tx: Tx, userId: string, seen: string | null): Promise<boolean> {
    const active = await tx.checkoutSession.findUnique({ where: { activeUserId: userId }, select: { id: true } });
    return active !== null && active.id !== seen;
  }

  /**
   * Anonymises orders and sessions, which stay. Call it with the account's row locked, so that no order of the account
   * can be added meanwhile.
   */
  async erase(tx: Tx, userId: string): Promise<void> {
    // Locks every order first: none of them can be shipped now, which would change what is kept of its address.
    await tx.$executeRaw`
      UPDATE "Order" SET "billingAddress" = NULL, "paymentLast4" = NULL, "eraseOnEnd" = TRUE
      WHERE "userId" = ${userId}`;
    await tx.$executeRaw`
      UPDATE "Order" SET "shippingAddress" = NULL
      WHERE "userId" = ${userId} AND "status" NOT IN (${Prisma.join(TO_BE_SENT)})`;
    await this.keepDeliveries(tx, userId);
    await renewSearchText(tx, { userId });
    await tx.order.updateMany({ where: { userId }, data: { userId: null } });

    // The hash of the client IP is needed as long as the session may be paid; its end removes it. A payment that still
    // arrives has its delivery address at Stripe.
    const forgotten = { activeUserId: null, idempotencyKey: null, requestHash: null, contactHash: null };
    await tx.checkoutSession.updateMany({
      where: { userId },
      data: { ...forgotten, userId: null, delivery: Prisma.DbNull },
    });
  }

  private async keepDeliveries(tx: Tx, userId: string): Promise<void> {
    const orders = await tx.order.findMany({
      where: { userId, status: { in: TO_BE_SENT } },
      select: { id: true, status: true, shippingAddress: true },
    });
    for (const { id, status, shippingAddress } of orders) {
      // Written by orders/placement/paid-order.ts only.
      const left = addressLeft(status, shippingAddress as Address | null);
      await tx.order.updateMany({
        where: { id },
        data: { shippingAddress: (left as unknown as Prisma.InputJsonObject | null) ?? Prisma.DbNull },
      });
    }
  }
}
