import { Module } from '@nestjs/common';
import { MailModule } from '../../mail/mail.module.js';
import { TrackingModule } from '../tracking/tracking.module.js';
import { OrderMailsService } from './order-mails.service.js';

/** With the outbox that they are put into. */
@Module({
  imports: [MailModule, TrackingModule],
  providers: [OrderMailsService],
  exports: [MailModule],
})
export class OrderMailsModule {}
