import { Inject, Injectable } from '@nestjs/common';
import { checkoutConfig, type CheckoutConfig } from '../../config/checkout.config.js';
import type { Prisma } from '../../prisma/client.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { AccountsService } from '../../users/accounts.service.js';
import { accountRegistered } from '../mails/new-account-mails.js';
import { AccountTokens } from './account-tokens.js';
import { InvalidAccountTokenError } from './account-tokens.errors.js';

/** Proves that an account's address is its owner's: following the link takes reading the mail. */
@Injectable()
export class EmailVerification {
  constructor(
    private readonly accounts: AccountsService,
    private readonly tokens: AccountTokens,
    private readonly outbox: OutboxService,
    @Inject(checkoutConfig.KEY) private readonly config: CheckoutConfig,
  ) {}

  /** Puts the mail with the link into the outbox, in the transaction of the account. Call `kick()` after its commit. */
  async ask(tx: Prisma.TransactionClient, email: string): Promise<void> {
    const tokenId = await this.tokens.issue(tx, email, 'VERIFY_EMAIL');
    await this.outbox.add(tx, [accountRegistered(tokenId)]);
  }

  /**
   * The link works for seven days, however often it is opened: mail servers open links before the user does, and the
   * user's own click must not fail after that.
   * @returns where to go next: the storefront's login
   * @throws InvalidAccountTokenError
   */
  async verify(token: string | undefined): Promise<string> {
    const row = token === undefined ? null : await this.tokens.find(token, 'VERIFY_EMAIL');
    if (!row) throw new InvalidAccountTokenError();
    await this.accounts.markVerified(row.userId);
    return `${this.config.storefrontUrl}/login`;
  }
}
