import { Module } from '@nestjs/common';
import { MailModule } from '../../mail/mail.module.js';
import { TrackingTokensModule } from '../tracking/tracking-tokens.module.js';
import { OrderMailsService } from './order-mails.service.js';

/** Exports the outbox with the mails that are put into it. */
@Module({
  imports: [MailModule, TrackingTokensModule],
  providers: [OrderMailsService],
  exports: [MailModule],
})
export class OrderMailsModule {}
