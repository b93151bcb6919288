import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { appConfig, type AppConfig } from '../../config/app.config.js';
import { checkoutConfig, type CheckoutConfig } from '../../config/checkout.config.js';
import type { AccountTokenPurpose } from '../../prisma/client.js';
import { MailComposers } from '../../mail/mail-composers.js';
import type { Mail, MailText } from '../../mail/mail.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { AccountMails, type MailedAccount } from '../mails/account-mails.service.js';
import * as texts from '../mails/account-texts.js';
import { AccountTokens } from './account-tokens.js';

/** Composes the mails about addresses and passwords. A token is derived only when its mail is sent. */
@Injectable()
export class AccountTokenMails implements OnModuleInit {
  constructor(
    private readonly composers: MailComposers,
    private readonly mails: AccountMails,
    private readonly tokens: AccountTokens,
    private readonly outbox: OutboxService,
    @Inject(appConfig.KEY) private readonly app: AppConfig,
    @Inject(checkoutConfig.KEY) private readonly checkout: CheckoutConfig,
  ) {}

  onModuleInit(): void {
    this.mails.register('account.password-changed', (account, { createdAt }) =>
      texts.passwordChangedText(account, createdAt),
    );
    this.composers.register('account.registered', ({ subjectId }) =>
      this.withLink(subjectId, 'VERIFY_EMAIL', (account, token) =>
        texts.registeredText(account, `${this.app.publicUrl}/api/auth/verify-email?token=${token}`),
      ),
    );
    this.composers.register('account.two-factor-undone', ({ subjectId }) =>
      this.withLink(subjectId, 'RESET_PASSWORD', (account, token) =>
        texts.twoFactorUndoneText(account, this.resetUrl(token, account.email)),
      ),
    );
    this.composers.register('account.reset-password', async ({ id, subjectId }) => {
      const mail = await this.withLink(subjectId, 'RESET_PASSWORD', (account, token) =>
        texts.resetText(account, this.resetUrl(token, account.email)),
      );
      // No account has the address, as anyone may ask for any: remove the outbox row.
      if (!mail) await this.outbox.remove(id);
      return mail;
    });
  }

  /** @returns null when the token is invalid by now: no mail is sent */
  private async withLink(
    tokenId: string,
    purpose: AccountTokenPurpose,
    write: (account: MailedAccount, token: string) => MailText,
  ): Promise<Mail | null> {
    const row = await this.tokens.findById(tokenId, purpose);
    return row && this.mails.compose(row.userId, (account) => write(account, this.tokens.tokenOf(row)));
  }

  private resetUrl(token: string, email: string): string {
    return `${this.checkout.storefrontUrl}/reset-password?token=${token}&email=${encodeURIComponent(email)}`;
  }
}
