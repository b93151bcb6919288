import { Module } from '@nestjs/common';
import { MailComposers } from './mail-composers.js';
import { OutboxService } from './outbox.service.js';
import { OutboxStore } from './outbox.store.js';
import { OutboxWorker } from './outbox.worker.js';
import { MailTransport } from './transport/mail-transport.js';

@Module({
  providers: [OutboxService, OutboxStore, OutboxWorker, MailComposers, MailTransport],
  exports: [OutboxService, MailComposers],
})
export class MailModule {}
