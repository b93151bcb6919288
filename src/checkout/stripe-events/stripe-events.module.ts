import { Module } from '@nestjs/common';
import { InstallationModule } from '../../installation/installation.module.js';
import { AdminEventsController } from './admin/admin-events.controller.js';
import { AdminEventsService } from './admin/admin-events.service.js';
import { RetryEventsJob } from './retry-events.job.js';
import { StoredEvents } from './stored-events.service.js';
import { StripeEventsService } from './stripe-events.service.js';
import { StripeWebhookController } from './stripe-webhook.controller.js';
import { WaitingEvents } from './waiting-events.service.js';

/** Stripe's webhook and its stored events. Handlers register themselves. */
@Module({
  imports: [InstallationModule],
  controllers: [StripeWebhookController, AdminEventsController],
  providers: [AdminEventsService, RetryEventsJob, StoredEvents, StripeEventsService, WaitingEvents],
  exports: [StripeEventsService],
})
export class StripeEventsModule {}
