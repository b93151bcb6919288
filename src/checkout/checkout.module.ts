import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { CheckoutController } from './checkout.controller.js';
import { CheckoutService } from './checkout.service.js';
import { FulfilmentService } from './fulfilment/fulfilment.service.js';
import { OrderMailsModule } from './mails/order-mails.module.js';
import { OrdersController } from './orders/orders.controller.js';
import { OrdersService } from './orders/orders.service.js';
import { PromosModule } from './promos/promos.module.js';
import { RefundsModule } from './refunds/refunds.module.js';
import { CheckoutSessionsService } from './session/checkout-sessions.service.js';
import { StripeModule } from './stripe/stripe.module.js';
import { VerificationService } from './verification.service.js';
import { StripeWebhookController } from './webhook/stripe-webhook.controller.js';
import { WebhookService } from './webhook/webhook.service.js';

@Module({
  imports: [CatalogModule, OrderMailsModule, PromosModule, RefundsModule, StripeModule],
  controllers: [CheckoutController, StripeWebhookController, OrdersController],
  providers: [
    CheckoutService,
    CheckoutSessionsService,
    FulfilmentService,
    OrdersService,
    VerificationService,
    WebhookService,
  ],
})
export class CheckoutModule {}
