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
   * Has the shop mailed, and the sender an automatic reply if the address is their account's own and verified: nobody
   * else's mailbox can be filled by it. With a honeypot filled nothing is sent, and nobody is told.
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
