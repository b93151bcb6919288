import { Injectable, Logger } from '@nestjs/common';
import { forgetPerson } from '../../audit/forget-person.js';
import { CatalogCache } from '../../catalog/catalog-cache.js';
import { AlertErasure } from '../../catalog/personal-data/alert-erasure.service.js';
import { OrderErasure } from '../../checkout/personal-data/order-erasure.service.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { AccountErasure, type StillAs } from '../../users/personal-data/account-erasure.service.js';

/** An account that opens one payment page after the other while it is deleted is deleted with the last one open. */
const ATTEMPTS = 4;

/** Deletes accounts: each in one transaction, so that all of it is gone or nothing. */
@Injectable()
export class AccountDeletion {
  private readonly logger = new Logger(AccountDeletion.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly accounts: AccountErasure,
    private readonly orders: OrderErasure,
    private readonly alerts: AlertErasure,
    private readonly outbox: OutboxService,
    private readonly catalogCache: CatalogCache,
  ) {}

  /**
   * Deletes an account that is still as it is said to be, once its payable page is ended at Stripe, if that can be. What
   * stays is in docs/architecture.md.
   * @throws what `AccountErasure.claim` throws; then nothing has changed but the page
   */
  async delete(userId: string, stillAs: StillAs): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const page = await this.orders.closePage(userId);
      try {
        await this.erase(userId, stillAs, attempt < ATTEMPTS ? { page } : null);
        break;
      } catch (error) {
        if (!(error instanceof NewPageError)) throw error;
      }
    }
    // What people wrote about products is gone as well.
    await this.catalogCache.invalidate();
    this.logger.log({ userId }, 'Account deleted');
  }

  /** @param seen the page that may be open; null: any may be */
  private async erase(userId: string, stillAs: StillAs, seen: { page: string | null } | null): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const email = await this.accounts.claim(tx, userId, stillAs);
      if (seen && (await this.orders.hasNewPage(tx, userId, seen.page))) throw new NewPageError();
      await this.orders.erase(tx, userId);
      await this.alerts.erase(tx, email);
      await this.outbox.forget(tx, { userId, address: email });
      await forgetPerson(tx, userId);
      await this.accounts.remove(tx, userId);
    });
  }
}

/** The account has opened another page meanwhile: that one is to be ended first. */
class NewPageError extends Error {}
