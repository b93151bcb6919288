import { Inject, Injectable } from '@nestjs/common';
import { recordInAuditLog } from '../../audit/audit-log.js';
import { isOpaqueId } from '../../common/ids/opaque-id.js';
import { checkoutConfig, type CheckoutConfig } from '../../config/checkout.config.js';
import type { Prisma } from '../../prisma/client.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { lockAccount } from '../../users/lock-account.js';
import { UserNotFoundError } from '../../users/users.errors.js';
import { AccountTokens } from '../account-tokens/account-tokens.js';
import { InvalidAccountTokenError } from '../account-tokens/account-tokens.errors.js';
import { AuthSessionsService } from '../sessions/auth-sessions.service.js';
import { twoFactorUndone } from '../mails/new-account-mails.js';
import { twoFactorReset } from './two-factor-mails.service.js';
import { TwoFactorNotEnabledError } from './two-factor.errors.js';
import { UndoTokens, type EnabledFactor } from './undo-tokens.js';

/** Removes second factors without their code. Each removal locks the account's row first, as a login does. */
@Injectable()
export class TwoFactorRemoval {
  constructor(
    private readonly prisma: PrismaService,
    private readonly undoTokens: UndoTokens,
    private readonly accountTokens: AccountTokens,
    private readonly authSessions: AuthSessionsService,
    private readonly outbox: OutboxService,
    @Inject(checkoutConfig.KEY) private readonly storefront: CheckoutConfig,
  ) {}

  /**
   * The factor that a link undoes.
   * @throws InvalidAccountTokenError when the factor is gone or was enabled more than 7 days ago
   */
  async factorOf(token: string | undefined): Promise<EnabledFactor> {
    const factor = token === undefined ? null : this.undoTokens.open(token);
    if (!factor || !(await this.prisma.twoFactor.count({ where: { ...factor } }))) throw new InvalidAccountTokenError();
    return factor;
  }

  /**
   * Removes the factor that a link names, ends all sessions and mails a link to choose a new password.
   * @returns where to go next: the storefront's login
   * @throws InvalidAccountTokenError
   */
  async undo(token: string | undefined): Promise<string> {
    const factor = await this.factorOf(token);
    await this.prisma.$transaction(async (tx) => {
      const isRemoved = await this.remove(tx, factor.userId, { enabledAt: factor.enabledAt });
      if (!isRemoved) throw new InvalidAccountTokenError();
      const { email } = await tx.user.findUniqueOrThrow({ where: { id: factor.userId }, select: { email: true } });
      const tokenId = await this.accountTokens.issue(tx, email, 'RESET_PASSWORD');
      await this.outbox.add(tx, [twoFactorUndone(tokenId)]);
    });
    this.outbox.kick();
    return `${this.storefront.storefrontUrl}/login`;
  }

  /**
   * Removes a customer's factor, ends all sessions of the account and tells its owner.
   * @throws UserNotFoundError, TwoFactorNotEnabledError
   */
  async reset(adminId: string, userId: string): Promise<void> {
    if (!isOpaqueId(userId)) throw new UserNotFoundError();
    await this.prisma.$transaction(async (tx) => {
      if (!(await lockAccount(tx, userId))) throw new UserNotFoundError();
      const isRemoved = await this.remove(tx, userId, { enabledAt: { not: null } });
      if (!isRemoved) throw new TwoFactorNotEnabledError('Not enabled');
      const change = { before: { twoFactorEnabled: true }, after: { twoFactorEnabled: false } };
      await recordInAuditLog(tx, adminId, 'user.reset-2fa', userId, change);
      await this.outbox.add(tx, [twoFactorReset(userId)]);
    });
    this.outbox.kick();
  }

  /** @returns false, with nothing changed, when the account is gone or has no such factor */
  private async remove(
    tx: Prisma.TransactionClient,
    userId: string,
    which: Prisma.TwoFactorWhereInput,
  ): Promise<boolean> {
    if (!(await lockAccount(tx, userId))) return false;
    const { count } = await tx.twoFactor.deleteMany({ where: { ...which, userId } });
    if (count) await this.authSessions.endAll(tx, userId);
    return count === 1;
  }
}
