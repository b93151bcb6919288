import { Module } from '@nestjs/common';
import { CatalogModule } from '../../catalog/catalog.module.js';
import { MailModule } from '../../mail/mail.module.js';
import { OrderStatesService } from '../orders/states/order-states.service.js';
import { StripeModule } from '../stripe/stripe.module.js';
import { DisputeEventsHandler } from './events/dispute-events.handler.js';
import { PaymentOrders } from './events/payment-orders.service.js';
import { RefundEventsHandler } from './events/refund-events.handler.js';
import { RefundEffects } from './refund-effects.service.js';
import { RefundPayout } from './refund-payout.service.js';
import { RefundsJob } from './refunds.job.js';
import { RefundsService } from './refunds.service.js';
import { StripeRefunds } from './stripe-refunds.service.js';

/** Money that goes back, and the states of orders that follow from it. */
@Module({
  imports: [CatalogModule, MailModule, StripeModule],
  providers: [
    DisputeEventsHandler,
    OrderStatesService,
    PaymentOrders,
    RefundEffects,
    RefundEventsHandler,
    RefundPayout,
    RefundsJob,
    RefundsService,
    StripeRefunds,
  ],
  exports: [
    DisputeEventsHandler,
    OrderStatesService,
    PaymentOrders,
    RefundEventsHandler,
    RefundsService,
    StripeRefunds,
  ],
})
export class RefundsModule {}
