import { Injectable } from '@nestjs/common';
import type { Prisma } from '../../generated/sqlite/client.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { LoginsService } from '../logins.service.js';
import { passwordChanged } from '../mails/new-account-mails.js';
import { AccountTokens } from './account-tokens.js';

/** What a new password entails, however it came about. */
@Injectable()
export class PasswordChanges {
  constructor(
    private readonly logins: LoginsService,
    private readonly tokens: AccountTokens,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * Ends all logins, lets links to reset the password die, and has its owner told. Call it in the transaction that
   * writes the password, after that write, and `OutboxService.kick()` after the commit.
   */
  async settle(tx: Prisma.TransactionClient, userId: string): Promise<void> {
    await this.tokens.revoke(tx, userId, 'RESET_PASSWORD');
    await this.logins.endAll(tx, userId);
    await this.outbox.add(tx, [passwordChanged(userId)]);
  }
}
