import { Module } from '@nestjs/common';
import { CatalogModule } from '../../catalog/catalog.module.js';
import { MailModule } from '../../mail/mail.module.js';
import { InstallationModule } from '../../installation/installation.module.js';
import { OrderStatesService } from '../orders/states/order-states.service.js';
import { StripeModule } from '../stripe/stripe.module.js';
import { StripeEventsModule } from '../stripe-events/stripe-events.module.js';
import { PaymentOrders } from './payment-orders.service.js';
import { RefundChecks } from './refund-checks.service.js';
import { RefundEventsHandler } from './refund-events.handler.js';
import { RefundEffects } from './refund-effects.service.js';
import { RefundSender } from './refund-sender.service.js';
import { RefundsJob } from './refunds.job.js';
import { RefundsService } from './refunds.service.js';
import { StripeRefunds } from './stripe-refunds.service.js';

/** Refunds, and the order states that follow from them. */
@Module({
  imports: [CatalogModule, InstallationModule, MailModule, StripeEventsModule, StripeModule],
  providers: [
    OrderStatesService,
    PaymentOrders,
    RefundChecks,
    RefundEffects,
    RefundEventsHandler,
    RefundSender,
    RefundsJob,
    RefundsService,
    StripeRefunds,
  ],
  exports: [OrderStatesService, PaymentOrders, RefundsService, StripeRefunds],
})
export class RefundsModule {}
