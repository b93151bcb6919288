import { Logger } from '@nestjs/common';
import Stripe from 'stripe';
import { PaymentUnavailableError } from '../rules/checkout.errors.js';

/** Stripe refused or failed permanently: the same request gets the same answer. */
export class StripeRefusedError extends PaymentUnavailableError {}

/** Stripe refused a picture's URL and would create the session without it. */
export class PictureRefusedError extends StripeRefusedError {}

const logger = new Logger('Stripe');

/**
 * After a lost connection Stripe's result is unknown. All other answers, failures included, are stored under the
 * idempotency key (docs.stripe.com/api/idempotent_requests). Two exceptions are refused before anything is done or
 * stored.
 * @param call the name of the call, for the log
 * @throws `error` itself when it is not Stripe's
 */
export function toUnavailable(call: string, error: unknown): PaymentUnavailableError {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const { type, code, param, statusCode, requestId } = error;
  logger.warn({ call, type, code, param, statusCode, stripeRequestId: requestId }, 'Stripe failed');
  const isOpen =
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeRateLimitError ||
    // A request with the same key is running.
    code === 'idempotency_key_in_use';
  return isOpen
    ? new PaymentUnavailableError('Stripe could not be reached', { call, code })
    : new StripeRefusedError('Stripe refused', { call, type, code });
}

/** Whether Stripe does not know the object. */
export function isMissing(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404;
}

/** Whether Stripe refuses a URL other than the two redirect URLs: then it is a picture's. */
export function isAboutPicture(error: unknown): error is Stripe.errors.StripeInvalidRequestError {
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return false;
  const { code, param = '' } = error;
  return param.includes('[images]') || (code === 'url_invalid' && !/^(success|cancel)_url$/.test(param));
}
