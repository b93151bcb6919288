import { Inject, Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { stripeConfig, type StripeConfig } from '../../config/stripe.config.js';
import { PaymentUnavailableError } from '../rules/checkout.errors.js';
import { isBudgeted, timeLeft } from './stripe-budget.js';
import { StripeCalls } from './stripe-calls.js';
import { stripeClient } from './stripe-client.js';

/** Of one attempt, and how often it is repeated. The time of all calls of a request is limited as well: `timeLeft`. */
const INTERACTIVE = { timeout: 4_000, maxNetworkRetries: 2 };

/** Nobody waits for a job or a command: a slow answer is better than none. */
const SCHEDULED = { timeout: 30_000, maxNetworkRetries: 3 };

/** The SDK, with the limits of its caller. */
@Injectable()
export class StripeClients {
  private readonly interactive: Stripe;
  private readonly scheduled: Stripe;
  private isRefused = false;

  constructor(@Inject(stripeConfig.KEY) { secretKey, apiBase }: StripeConfig, calls: StripeCalls) {
    this.interactive = stripeClient({ secretKey, apiBase, calls, ...INTERACTIVE });
    this.scheduled = stripeClient({ secretKey, apiBase, calls, ...SCHEDULED });
  }

  /** From now on no call is made: the key is of another account. */
  refuse(): void {
    this.isRefused = true;
  }

  /**
   * @returns the client for one call
   * @throws PaymentUnavailableError when the budget of the request is used up, or the key is refused
   */
  get current(): Stripe {
    if (this.isRefused) throw new PaymentUnavailableError('STRIPE_SECRET_KEY is of another account');
    if (!isBudgeted()) return this.scheduled;
    // The SDK would pause between attempts that have no time.
    if (timeLeft(INTERACTIVE.timeout) === 0) throw new PaymentUnavailableError('No time is left for a call to Stripe');
    return this.interactive;
  }
}
