import { Injectable, Logger } from '@nestjs/common';
import { OutboxService } from '../mail/outbox.service.js';
import { PrismaService } from '../prisma/prisma.service.js';
import type { ContactDto } from './dto/contact.dto.js';
import { newContactMails } from './new-contact-mails.js';

/** Messages from customers to the shop. */
@Injectable()
export class ContactService {
  private readonly logger = new Logger(ContactService.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * Mails the shop. The sender gets an automatic reply only to the verified address of their account, so the form can't
   * send mail to strangers. With the honeypot filled it sends nothing, and the response is the same.
   */
  async send(userId: string, { name, email, subject, message, website, companyWebsite }: ContactDto): Promise<void> {
    if (website || companyWebsite) {
      this.logger.log({ userId }, 'Contact form filled by a machine');
      return;
    }
    await this.prisma.$transaction(async (tx) => {
      const isOwn = (await tx.user.count({ where: { id: userId, email, isVerified: true } })) === 1;
      await this.outbox.add(tx, newContactMails(userId, { name, email, subject, message }, { withReply: isOwn }));
    });
    this.outbox.kick();
  }
}
