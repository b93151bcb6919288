import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { appConfig, type AppConfig } from '../../config/app.config.js';
import { MailComposers } from '../../mail/mail-composers.js';
import type { Mail } from '../../mail/mail.js';
import type { OutboxMail } from '../../mail/new-mail.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { AccountMails } from '../mails/account-mails.service.js';
import { toAccount } from '../mails/new-account-mails.js';
import { twoFactorOffText, twoFactorOnText, twoFactorResetText } from './two-factor-texts.js';
import { UndoTokens } from './undo-tokens.js';

const ON = 'account.two-factor-on';
const OFF = 'account.two-factor-off';
const RESET = 'account.two-factor-reset';

export const twoFactorOn = toAccount(ON);
export const twoFactorReset = toAccount(RESET);

/** Tells owners that their second factor was turned on or off. */
@Injectable()
export class TwoFactorMails implements OnModuleInit {
  constructor(
    private readonly prisma: PrismaService,
    private readonly composers: MailComposers,
    private readonly mails: AccountMails,
    private readonly tokens: UndoTokens,
    @Inject(appConfig.KEY) private readonly app: AppConfig,
  ) {}

  onModuleInit(): void {
    this.composers.register(ON, (mail) => this.composeOn(mail));
    this.mails.register(OFF, (account, { createdAt }) => twoFactorOffText(account, createdAt));
    this.mails.register(RESET, (account, { createdAt }) => twoFactorResetText(account, createdAt));
  }

  private async composeOn({ subjectId: userId, createdAt }: OutboxMail): Promise<Mail | null> {
    const undoUrl = await this.undoUrl(userId);
    return this.mails.compose(userId, (account) => twoFactorOnText(account, createdAt, undoUrl));
  }

  /** @returns null when the factor is gone by now: there is nothing to undo */
  private async undoUrl(userId: string): Promise<string | null> {
    const row = await this.prisma.twoFactor.findUnique({ where: { userId }, select: { enabledAt: true } });
    if (!row?.enabledAt) return null;
    return `${this.app.publicUrl}/api/2fa/undo?token=${this.tokens.seal({ userId, enabledAt: row.enabledAt })}`;
  }
}
