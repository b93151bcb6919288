import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { mailConfig, type MailConfig } from '../config/mail.config.js';
import { MailComposers } from '../mail/mail-composers.js';
import type { Mail } from '../mail/mail.js';
import type { OutboxMail } from '../mail/new-mail.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { messageText, replyText } from './contact-texts.js';
import { CONTACT_MESSAGE, CONTACT_REPLY, type ContactMessage } from './new-contact-mails.js';

/** Writes the mails of the contact form. */
@Injectable()
export class ContactMailsService implements OnModuleInit {
  constructor(
    private readonly prisma: PrismaService,
    private readonly composers: MailComposers,
    @Inject(mailConfig.KEY) private readonly config: MailConfig,
  ) {}

  onModuleInit(): void {
    this.composers.register(CONTACT_MESSAGE, (mail) => this.message(mail));
    this.composers.register(CONTACT_REPLY, (mail) => this.reply(mail));
  }

  private async message({ subjectId, data }: OutboxMail): Promise<Mail> {
    // Only `newContactMails` writes it.
    const message = data as unknown as ContactMessage;
    const sender = await this.prisma.user.findUnique({ where: { id: subjectId }, select: { username: true } });
    return {
      to: this.config.shopAddress,
      replyTo: message.email,
      ...messageText(message, sender?.username ?? null),
    };
  }

  private async reply({ subjectId, data }: OutboxMail): Promise<Mail | null> {
    const { subject } = data as { subject: string };
    const account = await this.prisma.user.findUnique({ where: { id: subjectId }, select: { email: true } });
    return account && { to: account.email, ...replyText(subject) };
  }
}
