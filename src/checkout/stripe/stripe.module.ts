import { Module } from '@nestjs/common';
import { InstallationModule } from '../../installation/installation.module.js';
import { DisputesGateway } from './disputes.gateway.js';
import { RefundsGateway } from './refunds.gateway.js';
import { StripeAccount } from './stripe-account.service.js';
import { StripeCalls } from './stripe-calls.js';
import { StripeClients } from './stripe-clients.js';
import { StripeClock } from './stripe-clock.js';
import { StripeGateway } from './stripe.gateway.js';

/** The SDK and its only users, the gateways. */
@Module({
  imports: [InstallationModule],
  providers: [StripeAccount, StripeCalls, StripeClients, StripeClock, DisputesGateway, RefundsGateway, StripeGateway],
  exports: [DisputesGateway, RefundsGateway, StripeGateway],
})
export class StripeModule {}
