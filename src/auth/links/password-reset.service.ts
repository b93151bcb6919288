import { Injectable } from '@nestjs/common';
import { OutboxService } from '../../mail/outbox.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { addressKey } from '../../security/rate-limit/client-key.js';
import { RateLimiter } from '../../security/rate-limit/rate-limiter.service.js';
import { AccountsService } from '../../users/accounts.service.js';
import { PasswordHasher } from '../../users/password-hasher.js';
import { resetAsked } from '../mails/new-account-mails.js';
import { AccountTokens } from './account-tokens.js';
import type { EmailSentResponse, PasswordResetResponse } from './dto/links.response.js';
import type { ResetPasswordDto } from './dto/reset-password.dto.js';
import { InvalidLinkError } from './links.errors.js';
import { PasswordChanges } from './password-changes.service.js';

/** A new password for who forgot theirs. */
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
   * Mails a link to the account with this e-mail, if there is one; earlier links die.
   *
   * Nobody is to learn from the answer whether there is one, and nothing that was answered is to be lost. So all is
   * written before the answer, and the same statements run either way: an e-mail that nobody has gets its mail into the
   * outbox too, about a link that does not exist, and whoever is to send it finds nobody to send it to. Answering first
   * and writing later would lose links with the process, and skipping the writes would show in the time.
   * @throws RateLimitExceededError by the e-mail as it was typed, known or not
   */
  async ask(email: string): Promise<EmailSentResponse> {
    await this.limiter.take('forgot-password', email);
    await this.prisma.$transaction(async (tx) => {
      const tokenId = await this.tokens.issue(tx, email, 'RESET_PASSWORD');
      await this.outbox.add(tx, [resetAsked(tokenId)]);
    });
    this.outbox.kick();
    return {
      message: 'Si un compte existe avec cette adresse, un lien de réinitialisation vient de lui être envoyé.',
      code: 'EMAIL_SENT',
    };
  }

  /**
   * @param address of the client, by which wrong links are counted
   * @throws InvalidLinkError, HashingBusyError, RateLimitExceededError
   */
  reset(body: ResetPasswordDto, address: string): Promise<PasswordResetResponse> {
    return this.limiter.attempt(
      [['reset-password', addressKey(address)]],
      () => this.resetOnce(body),
      (error) => error instanceof InvalidLinkError,
    );
  }

  private async resetOnce({ token, email, password }: ResetPasswordDto): Promise<PasswordResetResponse> {
    // Before the hash, which costs a quarter of a second, and which is not for whoever makes tokens up.
    const row = await this.tokens.find(token, 'RESET_PASSWORD');
    if (row?.user.email !== email) throw new InvalidLinkError();
    const newHash = await this.hasher.hash(password);

    await this.prisma.$transaction(async (tx) => {
      // The account first: its lock lets one reset or login at a time pass, and every other writer takes it first, too.
      const isThere = await this.accounts.resetPassword(tx, row.userId, newHash);
      if (!isThere || !(await this.tokens.use(tx, row.id))) throw new InvalidLinkError();
      await this.changes.settle(tx, row.userId);
    });
    this.outbox.kick();
    return {
      message: 'Votre mot de passe a été réinitialisé, vous pouvez vous connecter.',
      code: 'PASSWORD_RESET_SUCCESS',
    };
  }
}
