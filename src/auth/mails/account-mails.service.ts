import { Injectable } from '@nestjs/common';
import type { Prisma } from '../../prisma/client.js';
import { MailComposers } from '../../mail/mail-composers.js';
import type { Mail, MailText } from '../../mail/mail.js';
import type { OutboxMail } from '../../mail/new-mail.js';
import { PrismaService } from '../../prisma/prisma.service.js';

const mailedAccount = { email: true, username: true, firstName: true, isVerified: true } satisfies Prisma.UserSelect;
export type MailedAccount = Prisma.UserGetPayload<{ select: typeof mailedAccount }>;

/** Mails to an account's owner about changes of the account. */
@Injectable()
export class AccountMails {
  constructor(
    private readonly prisma: PrismaService,
    private readonly composers: MailComposers,
  ) {}

  /**
   * Registers the composer of a kind of mail. It gets the account as it is when the mail is sent; a deleted account gets no
   * mail. Call it in `onModuleInit`; add mails to the outbox as `toAccount(kind)(userId)`.
   */
  register(kind: string, write: (account: MailedAccount, mail: OutboxMail) => MailText): void {
    this.composers.register(kind, async (mail) => this.compose(mail.subjectId, (account) => write(account, mail)));
  }

  /** @returns null when there is no such account */
  async compose(userId: string, write: (account: MailedAccount) => MailText): Promise<Mail | null> {
    const account = await this.prisma.user.findUnique({ where: { id: userId }, select: mailedAccount });
    return account && { to: account.email, ...write(account) };
  }
}
