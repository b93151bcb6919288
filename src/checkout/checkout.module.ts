import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { InstallationModule } from '../installation/installation.module.js';
import { AdminOrdersModule } from './admin-orders/admin-orders.module.js';
import { OwnSessions } from './completion/own-sessions.service.js';
import { OversoldJob } from './completion/oversold.job.js';
import { OversoldRetries } from './completion/oversold-retries.service.js';
import { OversoldService } from './completion/oversold.service.js';
import { SessionCompletion } from './completion/session-completion.service.js';
import { SessionEventsHandler } from './completion/session-events.handler.js';
import { SessionExpiryJob } from './completion/session-expiry.job.js';
import { SessionExpiry } from './completion/session-expiry.service.js';
import { ConsistencyModule } from './consistency/consistency.module.js';
import { CheckoutController } from './create-session/checkout.controller.js';
import { CouponsJob } from './create-session/coupons.job.js';
import { CouponsService } from './create-session/coupons.service.js';
import { CreateSessionService } from './create-session/create-session.service.js';
import { VerifySessionService } from './create-session/verify-session.service.js';
import { DisputesModule } from './disputes/disputes.module.js';
import { OrderMailsModule } from './mails/order-mails.module.js';
import { OrdersController } from './orders/orders.controller.js';
import { OrdersService } from './orders/orders.service.js';
import { OrderPlacement } from './orders/placement/order-placement.service.js';
import { PaymentMethodsJob } from './orders/placement/payment-methods.job.js';
import { PaymentMethodsService } from './orders/placement/payment-methods.service.js';
import { TrackingController } from './orders/tracking/tracking.controller.js';
import { TrackingService } from './orders/tracking/tracking.service.js';
import { OrderErasure } from './personal-data/order-erasure.service.js';
import { PromosModule } from './promos/promos.module.js';
import { ReconciliationJob } from './reconciliation/reconciliation.job.js';
import { ReconciliationService } from './reconciliation/reconciliation.service.js';
import { RefundsModule } from './refunds/refunds.module.js';
import { StockReservations } from './reservations/stock-reservations.service.js';
import { CheckoutHousekeepingJob } from './sessions/checkout-housekeeping.job.js';
import { CheckoutHousekeeping } from './sessions/checkout-housekeeping.service.js';
import { CheckoutSessionsService } from './sessions/checkout-sessions.service.js';
import { StripeEventsModule } from './stripe-events/stripe-events.module.js';
import { StripeModule } from './stripe/stripe.module.js';
import { TrackingTokensModule } from './tracking/tracking-tokens.module.js';

@Module({
  imports: [
    AdminOrdersModule,
    ConsistencyModule,
    CatalogModule,
    DisputesModule,
    InstallationModule,
    OrderMailsModule,
    PromosModule,
    RefundsModule,
    StripeEventsModule,
    StripeModule,
    TrackingTokensModule,
  ],
  controllers: [CheckoutController, OrdersController, TrackingController],
  providers: [
    CheckoutHousekeeping,
    CheckoutHousekeepingJob,
    CreateSessionService,
    CheckoutSessionsService,
    CouponsJob,
    CouponsService,
    OrderPlacement,
    SessionExpiry,
    SessionExpiryJob,
    StockReservations,
    OrderErasure,
    OrdersService,
    OversoldJob,
    OversoldRetries,
    OwnSessions,
    OversoldService,
    PaymentMethodsJob,
    PaymentMethodsService,
    ReconciliationJob,
    ReconciliationService,
    SessionEventsHandler,
    SessionCompletion,
    TrackingService,
    VerifySessionService,
  ],
  exports: [OrderErasure],
})
export class CheckoutModule {}
