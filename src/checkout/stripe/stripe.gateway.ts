import { Inject, Injectable, Logger } from '@nestjs/common';
import Stripe from 'stripe';
import { InvalidFieldsError } from '../../common/errors/validation.error.js';
import { stripeConfig, type StripeConfig } from '../../config/stripe.config.js';
import { InvalidSignatureError, PaymentUnavailableError } from '../checkout.errors.js';
import { stripeClient } from './stripe-client.js';

/** Two attempts and the pause between them stay below the ten seconds that a buyer is asked to wait. */
const TIMEOUT_MS = 4_000;
const RETRIES = 1;

/** How long ago an event may have been signed: docs.stripe.com/webhooks#verify-official-libraries */
const SIGNATURE_TOLERANCE_SECONDS = 300;

/** Stripe refused, or failed, for good: asking again in the same way gets the same answer. */
export class StripeRefusedError extends PaymentUnavailableError {}

/** The only file that talks to Stripe. */
@Injectable()
export class StripeGateway {
  private readonly logger = new Logger(StripeGateway.name);
  private readonly stripe: Stripe;

  constructor(@Inject(stripeConfig.KEY) private readonly config: StripeConfig) {
    const { secretKey, apiBase } = config;
    this.stripe = stripeClient({ secretKey, apiBase, timeout: TIMEOUT_MS, maxNetworkRetries: RETRIES });
  }

  /**
   * @param idempotencyKey asked again with the same key and params, Stripe answers the same session
   * @throws StripeRefusedError when no session was made and asking again is no use
   * @throws PaymentUnavailableError when it is not known whether one was made
   * @throws InvalidFieldsError for an e-mail address that Stripe does not take
   */
  async createSession(
    params: Stripe.Checkout.SessionCreateParams,
    idempotencyKey: string,
  ): Promise<Stripe.Checkout.Session> {
    try {
      return await this.stripe.checkout.sessions.create(params, { idempotencyKey });
    } catch (error) {
      if (error instanceof Stripe.errors.StripeInvalidRequestError && error.param === 'customer_email') {
        throw new InvalidFieldsError([
          { path: 'customerEmail', msg: 'Le champ « customerEmail » doit être une adresse e-mail valide.' },
        ]);
      }
      throw this.unavailable('create', error);
    }
  }

  /** @returns null when Stripe knows no such session */
  async findSession(id: string): Promise<Stripe.Checkout.Session | null> {
    try {
      return await this.stripe.checkout.sessions.retrieve(id);
    } catch (error) {
      if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) return null;
      throw this.unavailable('retrieve', error);
    }
  }

  /** Closes a payment page. @returns `complete` when the buyer was faster, else `expired` */
  async expireSession(id: string): Promise<'complete' | 'expired'> {
    try {
      await this.stripe.checkout.sessions.expire(id);
      return 'expired';
    } catch (error) {
      // Stripe refuses to expire what is no longer open; what it has become decides.
      if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw this.unavailable('expire', error);
      const session = await this.findSession(id);
      if (session?.status === 'open') throw this.unavailable('expire', error);
      return session?.status === 'complete' ? 'complete' : 'expired';
    }
  }

  /** @returns what Stripe's page called each line; only needed for a line whose variant is gone */
  async listLineNames(id: string): Promise<string[]> {
    try {
      const { data } = await this.stripe.checkout.sessions.listLineItems(id, { limit: 100 });
      return data.map(({ description }) => description ?? '');
    } catch (error) {
      throw this.unavailable('list line items', error);
    }
  }

  /**
   * Checks the signature over the raw bytes, with any of the configured secrets.
   * @throws InvalidSignatureError before a single field has been read
   */
  verifyEvent(rawBody: Buffer, signature: string | undefined): Stripe.Event {
    for (const secret of this.config.webhookSecrets) {
      try {
        return this.stripe.webhooks.constructEvent(rawBody, signature ?? '', secret, SIGNATURE_TOLERANCE_SECONDS);
      } catch {
        // perhaps another one
      }
    }
    throw new InvalidSignatureError();
  }

  /** Only a lost connection leaves open what Stripe did; it keeps every answer it gave, failures included. */
  private unavailable(call: string, error: unknown): PaymentUnavailableError {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const { type, code, param, statusCode, requestId } = error;
    this.logger.warn({ call, type, code, param, statusCode, stripeRequestId: requestId }, 'Stripe failed');
    return error instanceof Stripe.errors.StripeConnectionError
      ? new PaymentUnavailableError('Stripe could not be reached', { call })
      : new StripeRefusedError('Stripe refused', { call, type, code });
  }
}
