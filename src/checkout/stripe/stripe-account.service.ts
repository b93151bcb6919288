import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import Stripe from 'stripe';
import { ConfigError } from '../../config/read-env.js';
import { stripeConfig, type StripeConfig } from '../../config/stripe.config.js';
import { Installation } from '../../installation/installation.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { StripeClients } from './stripe-clients.js';

const EVERY_MS = 10 * 60_000;

/** Stripe down must not delay a start for long. */
const TIMEOUT_MS = 3_000;

/** Compares the account of the secret key with the one that the database has noted. */
@Injectable()
export class StripeAccount implements OnModuleInit {
  private readonly logger = new Logger(StripeAccount.name);
  private isChecked = false;

  constructor(
    private readonly clients: StripeClients,
    private readonly installation: Installation,
    private readonly jobs: JobsService,
    @Inject(stripeConfig.KEY) private readonly config: StripeConfig,
  ) {}

  /**
   * Before jobs are scheduled: none may work with the wrong key.
   * @throws ConfigError, which stops the start, for a key of another account
   */
  async onModuleInit(): Promise<void> {
    this.jobs.register({ name: 'stripe-account', everyMs: EVERY_MS, run: () => this.check() });
    await this.check();
  }

  /**
   * Notes the account when Stripe first answers. Asks again later while Stripe does not answer.
   * @throws ConfigError for a key of another account
   */
  async check(): Promise<void> {
    // The sandbox has no accounts, and may be replaced by a key at any time.
    if (this.isChecked || this.config.sandbox) return;
    const account = await this.ask();
    if (account === null) return;
    const noted = await this.installation.noteStripeAccount(account);
    if (noted !== account) {
      // A start that Stripe did not answer has gone on. To the other account no session of ours is known: they would
      // count as ended, and buyers would pay into it.
      this.clients.refuse();
      throw new ConfigError(
        `STRIPE_SECRET_KEY is of the Stripe account ${account}, the database belongs to ${noted}: set a key of that ` +
          'account, or start on another database',
      );
    }
    this.isChecked = true;
  }

  private async ask(): Promise<string | null> {
    try {
      const { id } = await this.clients.current.accounts.retrieveCurrent(
        {},
        { timeout: TIMEOUT_MS, maxNetworkRetries: 0 },
      );
      return id;
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeError)) throw error;
      const { type, code, statusCode } = error;
      this.logger.warn({ type, code, statusCode }, 'The account of STRIPE_SECRET_KEY is not known yet');
      // A restricted key that may not read its account never can.
      this.isChecked = error instanceof Stripe.errors.StripePermissionError;
      return null;
    }
  }
}
