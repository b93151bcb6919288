import { Module } from '@nestjs/common';
import Stripe from 'stripe';
import { stripeConfig, type StripeConfig } from '../../config/stripe.config.js';
import { RefundsGateway } from './refunds.gateway.js';
import { StripeCalls } from './stripe-calls.js';
import { stripeClient } from './stripe-client.js';
import { StripeGateway } from './stripe.gateway.js';

/** Two attempts and the pause between them stay below the ten seconds that a buyer is asked to wait. */
const TIMEOUT_MS = 4_000;
const RETRIES = 1;

/** The SDK and the gateways, which alone use it. */
@Module({
  providers: [
    StripeCalls,
    {
      provide: Stripe,
      inject: [stripeConfig.KEY, StripeCalls],
      useFactory: ({ secretKey, apiBase }: StripeConfig, calls: StripeCalls): Stripe =>
        stripeClient({ secretKey, apiBase, timeout: TIMEOUT_MS, maxNetworkRetries: RETRIES, calls }),
    },
    RefundsGateway,
    StripeGateway,
  ],
  exports: [RefundsGateway, StripeGateway],
})
export class StripeModule {}
