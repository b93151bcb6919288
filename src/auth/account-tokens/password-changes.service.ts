import { Injectable } from '@nestjs/common';
import type { Prisma } from '../../prisma/client.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { AuthSessionsService } from '../sessions/auth-sessions.service.js';
import { passwordChanged } from '../mails/new-account-mails.js';
import { AccountTokens } from './account-tokens.js';

/** The consequences of a new password, the same for a change and a reset. */
@Injectable()
export class PasswordChanges {
  constructor(
    private readonly authSessions: AuthSessionsService,
    private readonly tokens: AccountTokens,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * Ends all sessions, deletes the reset tokens and mails the owner. Call it in the transaction that writes the password,
   * after that write, and `OutboxService.kick()` after the commit.
   */
  async revokeAccess(tx: Prisma.TransactionClient, userId: string): Promise<void> {
    await this.tokens.revoke(tx, userId, 'RESET_PASSWORD');
    await this.authSessions.endAll(tx, userId);
    await this.outbox.add(tx, [passwordChanged(userId)]);
  }
}
