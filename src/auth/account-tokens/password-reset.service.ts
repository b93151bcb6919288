import { Injectable } from '@nestjs/common';
import type { Prisma } from '../../prisma/client.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { addressKey } from '../../security/rate-limit/client-key.js';
import { RateLimiter } from '../../security/rate-limit/rate-limiter.service.js';
import { AccountsService } from '../../users/accounts.service.js';
import { PasswordHasher } from '../../users/password-hasher.js';
import { resetAsked, twoFactorOff } from '../mails/new-account-mails.js';
import { AccountTokens } from './account-tokens.js';
import type { EmailSentResponse, PasswordResetResponse } from './dto/account-tokens.response.js';
import type { ResetPasswordDto } from './dto/reset-password.dto.js';
import { InvalidAccountTokenError } from './account-tokens.errors.js';
import { PasswordChanges } from './password-changes.service.js';

/** Resets a forgotten password by mail. */
@Injectable()
export class PasswordReset {
  constructor(
    private readonly prisma: PrismaService,
    private readonly accounts: AccountsService,
    private readonly tokens: AccountTokens,
    private readonly changes: PasswordChanges,
    private readonly hasher: PasswordHasher,
    private readonly outbox: OutboxService,
    private readonly limiter: RateLimiter,
  ) {}

  /**
   * Mails a link to the account with this e-mail, if there is one. Earlier links stay valid for their hour, so a request
   * by a stranger does not end the owner's link.
   *
   * The response must not show whether the account exists, in its time neither. So the same statements run for an unknown
   * e-mail: its outbox row names a token that does not exist, and is removed when the mail is due. All is written before
   * the response: a link that was promised survives the end of the process.
   */
  async ask(email: string): Promise<EmailSentResponse> {
    // Counted by e-mail over all IPs, known or not. The response is the same over the limit.
    if (await this.limiter.tryConsume('forgot-password-email', email)) {
      await this.prisma.$transaction(async (tx) => {
        const tokenId = await this.tokens.issue(tx, email, 'RESET_PASSWORD');
        await this.outbox.add(tx, [resetAsked(tokenId)]);
      });
      this.outbox.kick();
    }
    return {
      message: 'Si un compte existe avec cette adresse, un lien de réinitialisation vient de lui être envoyé.',
      code: 'EMAIL_SENT',
    };
  }

  /**
   * @param clientIp wrong tokens are counted by it
   * @throws InvalidAccountTokenError, HashingBusyError, RateLimitExceededError
   */
  reset(body: ResetPasswordDto, clientIp: string): Promise<PasswordResetResponse> {
    return this.limiter.attempt(
      'reset-password',
      addressKey(clientIp),
      () => this.resetOnce(body, clientIp),
      (error) => error instanceof InvalidAccountTokenError,
    );
  }

  private async resetOnce(
    { token, email, password }: ResetPasswordDto,
    clientIp: string,
  ): Promise<PasswordResetResponse> {
    // Before the hash, which takes a quarter of a second: a made-up token must not cost that.
    const row = await this.tokens.find(token, 'RESET_PASSWORD');
    if (row?.user.email !== email) throw new InvalidAccountTokenError();
    const newHash = await this.hasher.hash(password, clientIp);

    await this.prisma.$transaction(async (tx) => {
      // Locks the account first, as every other writer does: one reset or login at a time, and no deadlock.
      const isThere = await this.accounts.resetPassword(tx, row.userId, newHash);
      if (!isThere || !(await this.tokens.use(tx, row.id))) throw new InvalidAccountTokenError();
      await this.changes.revokeAccess(tx, row.userId);
      await this.dropUnprovenFactor(tx, row.userId);
    });
    this.outbox.kick();
    return {
      message: 'Votre mot de passe a été réinitialisé, vous pouvez vous connecter.',
      code: 'PASSWORD_RESET_SUCCESS',
    };
  }

  /** A second factor enabled before the address was verified may be a stranger's: it must not lock out the owner. */
  private async dropUnprovenFactor(tx: Prisma.TransactionClient, userId: string): Promise<void> {
    const { count } = await tx.twoFactor.deleteMany({ where: { userId, enabledUnproven: true } });
    if (count) await this.outbox.add(tx, [twoFactorOff(userId)]);
  }
}
