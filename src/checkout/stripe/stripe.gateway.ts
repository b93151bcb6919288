import { Injectable, Logger } from '@nestjs/common';
import Stripe from 'stripe';
import { InvalidFieldsError } from '../../common/errors/validation.error.js';
import { cutText } from '../../common/text/cut-text.js';
import { CURRENCY } from '../rules/cart.js';
import { toPaymentMethod, type PaymentMethod } from './payment-method.js';
import { toSessionParams, withoutPictures, type SessionRequest } from './session-params.js';
import { StripeClients } from './stripe-clients.js';
import { isAboutPicture, isMissing, PictureRefusedError, StripeRefusedError, toUnavailable } from './stripe-errors.js';

/** Stripe's largest page. */
const PAGE = 100;

/** Maximum length of a coupon's name: docs.stripe.com/api/coupons/create */
const COUPON_NAME_MAX = 40;

export interface OpenSession {
  /** Stripe's id. */
  sessionId: string;
  url: string;
}

/** Sessions and their coupons. */
@Injectable()
export class StripeGateway {
  private readonly logger = new Logger('Stripe');

  constructor(private readonly clients: StripeClients) {}

  private get stripe(): Stripe {
    return this.clients.current;
  }

  /**
   * Creates the session of our row, and the coupon of its discount. Stripe's idempotency keys are made from the row's
   * id, so a repeat returns the same session.
   * @throws StripeRefusedError when no session was created and a retry is useless
   * @throws PaymentUnavailableError when it is unknown whether one was created
   * @throws InvalidFieldsError for an e-mail address that Stripe refuses
   */
  async openSession(request: SessionRequest): Promise<OpenSession> {
    const { checkoutId, discountCents, promoCode } = request.contents;
    if (discountCents > 0) await this.createCoupon(checkoutId, discountCents, promoCode ?? checkoutId);
    const { id: sessionId, url } = await this.createSession(checkoutId, toSessionParams(request));
    if (!url) throw new StripeRefusedError('Stripe created a session without a URL');
    return { sessionId, url };
  }

  /** A picture that Stripe refuses does not stop a payment: the session is created without, under another key. */
  private async createSession(
    checkoutId: string,
    params: Stripe.Checkout.SessionCreateParams,
  ): Promise<Stripe.Checkout.Session> {
    const key = `checkout:${checkoutId}`;
    try {
      return await this.create(params, key);
    } catch (error) {
      if (!(error instanceof PictureRefusedError)) throw error;
      this.logger.warn({ checkoutId, ...error.context }, 'Stripe refused a picture: session created without pictures');
      return this.create(withoutPictures(params), `${key}:without-pictures`);
    }
  }

  private async create(
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
      if (isAboutPicture(error)) throw new PictureRefusedError(error.message, { code: error.code, param: error.param });
      throw toUnavailable('create session', error);
    }
  }

  /** @returns the session with its payment, which shows whether a late one failed; null when Stripe does not know it */
  async findSession(id: string): Promise<Stripe.Checkout.Session | null> {
    try {
      return await this.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] });
    } catch (error) {
      if (isMissing(error)) return null;
      throw toUnavailable('retrieve session', error);
    }
  }

  /**
   * Ends a checkout session.
   * @returns its current state: expired, or complete when the buyer was faster; null when Stripe does not know it
   */
  async expireSession(id: string): Promise<Stripe.Checkout.Session | null> {
    try {
      return await this.stripe.checkout.sessions.expire(id);
    } catch (error) {
      // Stripe refuses to expire a session that is no longer open; its current state decides.
      if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw toUnavailable('expire session', error);
      const session = await this.findSession(id);
      if (session?.status === 'open') throw toUnavailable('expire session', error);
      return session;
    }
  }

  /**
   * Sessions created between two times, newest first, loaded page by page.
   * @param status only those; all unless given
   */
  async *listSessions(from: Date, to: Date, status?: 'complete'): AsyncGenerator<Stripe.Checkout.Session> {
    const created = { gte: Math.floor(from.getTime() / 1000), lte: Math.ceil(to.getTime() / 1000) };
    try {
      yield* this.stripe.checkout.sessions.list({ created, limit: PAGE, ...(status && { status }) });
    } catch (error) {
      throw toUnavailable('list sessions', error);
    }
  }

  /** @returns the delivery address of a payment; null without one */
  async findPaymentShipping(paymentIntentId: string): Promise<Stripe.PaymentIntent.Shipping | null> {
    try {
      return (await this.stripe.paymentIntents.retrieve(paymentIntentId)).shipping;
    } catch (error) {
      if (isMissing(error)) return null;
      throw toUnavailable('retrieve payment', error);
    }
  }

  /** @returns what a payment was made with; null when Stripe knows no such payment, or it has no charge */
  async findPaymentMethod(paymentIntentId: string): Promise<PaymentMethod | null> {
    try {
      const expand = ['latest_charge'];
      const { latest_charge: charge } = await this.stripe.paymentIntents.retrieve(paymentIntentId, { expand });
      const details = typeof charge === 'string' ? null : charge?.payment_method_details;
      return details ? toPaymentMethod(details) : null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw toUnavailable('retrieve payment', error);
    }
  }

  /** @returns Stripe's name of each line; only needed for a line whose variant was deleted */
  async listLineNames(id: string): Promise<string[]> {
    try {
      const { data } = await this.stripe.checkout.sessions.listLineItems(id, { limit: PAGE });
      return data.map(({ description }) => description ?? '');
    } catch (error) {
      throw toUnavailable('list line items', error);
    }
  }

  /**
   * Creates a coupon for one session; does nothing when it exists.
   * @param amountCents euro cents off, at least 1
   * @param name on Stripe's page; cut when too long
   */
  private async createCoupon(id: string, amountCents: number, name: string): Promise<void> {
    const params = {
      id,
      amount_off: amountCents,
      currency: CURRENCY,
      duration: 'once',
      max_redemptions: 1,
      name: cutText(name, COUPON_NAME_MAX),
    } as const;
    try {
      await this.stripe.coupons.create(params, { idempotencyKey: `coupon:${id}` });
    } catch (error) {
      if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_already_exists') return;
      throw toUnavailable('create coupon', error);
    }
  }

  /** Does nothing when it is deleted already. */
  async deleteCoupon(id: string): Promise<void> {
    try {
      await this.stripe.coupons.del(id);
    } catch (error) {
      if (!isMissing(error)) throw toUnavailable('delete coupon', error);
    }
  }
}
