import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { BooksModule } from './books/books.module.js';
import { CheckoutController } from './checkout.controller.js';
import { CheckoutService } from './checkout.service.js';
import { FulfilmentService } from './fulfilment/fulfilment.service.js';
import { OversoldService } from './fulfilment/oversold.service.js';
import { AddressLimits } from './holds/address-limits.js';
import { HoldSweep } from './holds/hold-sweep.job.js';
import { HoldsService } from './holds/holds.service.js';
import { CheckoutHousekeeping } from './housekeeping.job.js';
import { OrderMailsModule } from './mails/order-mails.module.js';
import { AdminOrdersModule } from './orders/admin/admin-orders.module.js';
import { OrdersController } from './orders/orders.controller.js';
import { OrdersService } from './orders/orders.service.js';
import { OrderErasure } from './personal-data/order-erasure.service.js';
import { PromosModule } from './promos/promos.module.js';
import { ReconciliationJob } from './reconciliation/reconciliation.job.js';
import { ReconciliationService } from './reconciliation/reconciliation.service.js';
import { DisputeEventsHandler } from './refunds/events/dispute-events.handler.js';
import { RefundEventsHandler } from './refunds/events/refund-events.handler.js';
import { RefundsModule } from './refunds/refunds.module.js';
import { CheckoutSessionsService } from './session/checkout-sessions.service.js';
import { CouponsJob } from './session/coupons.job.js';
import { PaymentPagesService } from './session/payment-pages.service.js';
import { OversoldJob } from './settlement/oversold.job.js';
import { SessionClosing } from './settlement/session-closing.service.js';
import { SessionSettlement } from './settlement/session-settlement.service.js';
import { StripeModule } from './stripe/stripe.module.js';
import { VerificationService } from './verification.service.js';
import { AdminEventsController } from './webhook/admin/admin-events.controller.js';
import { AdminEventsService } from './webhook/admin/admin-events.service.js';
import { STRIPE_EVENT_HANDLERS, type StripeEventHandler } from './webhook/event-handler.js';
import { InboxJob } from './webhook/inbox.job.js';
import { InboxService } from './webhook/inbox.service.js';
import { SessionEventsHandler } from './webhook/session-events.handler.js';
import { StripeWebhookController } from './webhook/stripe-webhook.controller.js';
import { WebhookService } from './webhook/webhook.service.js';

@Module({
  imports: [AdminOrdersModule, BooksModule, CatalogModule, OrderMailsModule, PromosModule, RefundsModule, StripeModule],
  controllers: [CheckoutController, StripeWebhookController, OrdersController, AdminEventsController],
  providers: [
    AddressLimits,
    AdminEventsService,
    CheckoutHousekeeping,
    CheckoutService,
    CheckoutSessionsService,
    CouponsJob,
    FulfilmentService,
    HoldSweep,
    HoldsService,
    InboxJob,
    InboxService,
    OrderErasure,
    OrdersService,
    OversoldJob,
    OversoldService,
    PaymentPagesService,
    ReconciliationJob,
    ReconciliationService,
    SessionClosing,
    SessionEventsHandler,
    SessionSettlement,
    VerificationService,
    WebhookService,
    {
      provide: STRIPE_EVENT_HANDLERS,
      inject: [SessionEventsHandler, RefundEventsHandler, DisputeEventsHandler],
      useFactory: (...handlers: StripeEventHandler[]) => handlers,
    },
  ],
  exports: [OrderErasure],
})
export class CheckoutModule {}
