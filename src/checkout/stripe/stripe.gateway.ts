import { Inject, Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import { InvalidFieldsError } from '../../common/errors/validation.error.js';
import { stripeConfig, type StripeConfig } from '../../config/stripe.config.js';
import { InvalidSignatureError } from '../checkout.errors.js';
import { CURRENCY } from '../session/limits.js';
import { isMissing, toUnavailable } from './stripe-errors.js';

/** How long ago an event may have been signed: docs.stripe.com/webhooks#verify-official-libraries */
const SIGNATURE_TOLERANCE_SECONDS = 300;

/** Stripe's largest page. */
const PAGE = 100;

/** Characters that a coupon's name may have: docs.stripe.com/api/coupons/create */
const COUPON_NAME_MAX = 40;

/** Sessions, their coupons and the signature of events. */
@Injectable()
export class StripeGateway {
  constructor(
    private readonly stripe: Stripe,
    @Inject(stripeConfig.KEY) private readonly config: StripeConfig,
  ) {}

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
      throw toUnavailable('create session', error);
    }
  }

  /** @returns it with its payment, which tells a late one that failed; null when Stripe knows no such session */
  async findSession(id: string): Promise<Stripe.Checkout.Session | null> {
    try {
      return await this.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] });
    } catch (error) {
      if (isMissing(error)) return null;
      throw toUnavailable('retrieve session', error);
    }
  }

  /**
   * Closes a payment page.
   * @returns what the session is now: expired, or complete when the buyer was faster; null when Stripe knows none
   */
  async expireSession(id: string): Promise<Stripe.Checkout.Session | null> {
    try {
      return await this.stripe.checkout.sessions.expire(id);
    } catch (error) {
      // Stripe refuses to expire what is no longer open; what it has become decides.
      if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw toUnavailable('expire session', error);
      const session = await this.findSession(id);
      if (session?.status === 'open') throw toUnavailable('expire session', error);
      return session;
    }
  }

  /** Sessions made between two moments, newest first, page by page as they are asked for. */
  async *listSessions(from: Date, to: Date): AsyncGenerator<Stripe.Checkout.Session> {
    const created = { gte: Math.floor(from.getTime() / 1000), lte: Math.ceil(to.getTime() / 1000) };
    try {
      yield* this.stripe.checkout.sessions.list({ created, limit: PAGE });
    } catch (error) {
      throw toUnavailable('list sessions', error);
    }
  }

  /** @returns what Stripe's page called each line; only needed for a line whose variant is gone */
  async listLineNames(id: string): Promise<string[]> {
    try {
      const { data } = await this.stripe.checkout.sessions.listLineItems(id, { limit: PAGE });
      return data.map(({ description }) => description ?? '');
    } catch (error) {
      throw toUnavailable('list line items', error);
    }
  }

  /**
   * Makes a coupon for one session; again for the same id: nothing.
   * @param amountCents euro cents off, at least 1
   * @param name on Stripe's page; cut where it is too long
   */
  async createCoupon(id: string, amountCents: number, name: string): Promise<void> {
    const params = {
      id,
      amount_off: amountCents,
      currency: CURRENCY,
      duration: 'once',
      max_redemptions: 1,
      // Not half of a pair, which can't be sent.
      name: name.slice(0, COUPON_NAME_MAX).replace(/[\uD800-\uDBFF]$/, ''),
    } as const;
    try {
      await this.stripe.coupons.create(params, { idempotencyKey: `coupon:${id}` });
    } catch (error) {
      if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_already_exists') return;
      throw toUnavailable('create coupon', error);
    }
  }

  /** One that is gone already is as good as deleted. */
  async deleteCoupon(id: string): Promise<void> {
    try {
      await this.stripe.coupons.del(id);
    } catch (error) {
      if (!isMissing(error)) throw toUnavailable('delete coupon', error);
    }
  }

  /**
   * Checks the signature over the raw bytes, with any of the configured secrets.
   * @throws InvalidSignatureError before a single field has been read
   */
  checkSignature(rawBody: Buffer, signature: string | undefined): void {
    const { signature: helper } = this.stripe.webhooks;
    if (!helper) throw new Error('The SDK has nothing to check signatures with');
    for (const secret of this.config.webhookSecrets) {
      try {
        helper.verifyHeader(rawBody, signature ?? '', secret, SIGNATURE_TOLERANCE_SECONDS);
        return;
      } catch {
        // perhaps another one
      }
    }
    throw new InvalidSignatureError();
  }
}
