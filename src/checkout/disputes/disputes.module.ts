import { Module } from '@nestjs/common';
import { MailModule } from '../../mail/mail.module.js';
import { RefundsModule } from '../refunds/refunds.module.js';
import { StripeEventsModule } from '../stripe-events/stripe-events.module.js';
import { StripeModule } from '../stripe/stripe.module.js';
import { DisputeChecks } from './dispute-checks.service.js';
import { DisputeEventsHandler } from './dispute-events.handler.js';
import { DisputesJob } from './disputes.job.js';
import { DisputesService } from './disputes.service.js';
import { PaymentWarnings } from './payment-warnings.service.js';
import { WarningEventsHandler } from './warning-events.handler.js';

/** Payments that a buyer's bank contests, or that Stripe warns of. */
@Module({
  imports: [MailModule, RefundsModule, StripeEventsModule, StripeModule],
  providers: [DisputeChecks, DisputeEventsHandler, DisputesJob, DisputesService, PaymentWarnings, WarningEventsHandler],
  exports: [DisputesService],
})
export class DisputesModule {}
