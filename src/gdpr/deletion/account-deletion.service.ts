import { Injectable, Logger } from '@nestjs/common';
import { eraseAuditDetails } from '../../audit/erase-audit-details.js';
import { CacheVersion } from '../../cache/cache-version.js';
import { AlertErasure } from '../../catalog/personal-data/alert-erasure.service.js';
import { OrderErasure } from '../../checkout/personal-data/order-erasure.service.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { AccountErasure, type StillAs } from '../../users/personal-data/account-erasure.service.js';

/** How often a new checkout session is ended first. After that, the account is deleted with its last session open. */
const ATTEMPTS = 4;

/** Deletes accounts, each in one transaction: completely or not at all. */
@Injectable()
export class AccountDeletion {
  private readonly logger = new Logger(AccountDeletion.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly accounts: AccountErasure,
    private readonly orders: OrderErasure,
    private readonly alerts: AlertErasure,
    private readonly outbox: OutboxService,
    private readonly cacheVersion: CacheVersion,
  ) {}

  /**
   * Deletes an account that still meets the condition, after its open checkout session was ended at Stripe if possible.
   * @throws the errors of `AccountErasure.claim`; then only the checkout session has changed
   */
  async delete(userId: string, stillAs: StillAs): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const session = await this.orders.closeSession(userId);
      try {
        await this.erase(userId, stillAs, attempt < ATTEMPTS ? { session } : null);
        break;
      } catch (error) {
        if (!(error instanceof NewCheckoutSessionError)) throw error;
      }
    }
    // Reviews are deleted as well.
    await this.cacheVersion.invalidate();
    this.logger.log({ userId }, 'Account deleted');
  }

  /** @param seen the checkout session that may be open; null allows any */
  private async erase(userId: string, stillAs: StillAs, seen: { session: string | null } | null): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const email = await this.accounts.claim(tx, userId, stillAs);
      if (seen && (await this.orders.hasNewSession(tx, userId, seen.session))) throw new NewCheckoutSessionError();
      await this.orders.erase(tx, userId);
      await this.alerts.erase(tx, email);
      await this.outbox.forget(tx, { userId, address: email });
      await eraseAuditDetails(tx, userId);
      await this.accounts.remove(tx, userId);
    });
  }
}

/** The account has opened another checkout session meanwhile, which must be ended first. */
class NewCheckoutSessionError extends Error {}
