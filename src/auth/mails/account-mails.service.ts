import { Injectable } from '@nestjs/common';
import type { Prisma } from '../../generated/sqlite/client.js';
import { MailComposers } from '../../mail/mail-composers.js';
import type { Mail, MailText } from '../../mail/mail.js';
import type { OutboxMail } from '../../mail/new-mail.js';
import { PrismaService } from '../../prisma/prisma.service.js';

const mailedAccount = { email: true, username: true, firstName: true } satisfies Prisma.UserSelect;
export type MailedAccount = Prisma.UserGetPayload<{ select: typeof mailedAccount }>;

/** Mails that tell an account's owner what happened to it. */
@Injectable()
export class AccountMails {
  constructor(
    private readonly prisma: PrismaService,
    private readonly composers: MailComposers,
  ) {}

  /**
   * Says how a kind of mail is written: to the account as it is when the mail is sent, to nobody once it is gone. Call
   * it in `onModuleInit`; the mail itself is put into the outbox as `toAccount(kind)(userId)`.
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
