import { Logger } from '@nestjs/common';
import Stripe from 'stripe';
import { PaymentUnavailableError } from '../checkout.errors.js';

/** Stripe refused, or failed, for good: asking again in the same way gets the same answer. */
export class StripeRefusedError extends PaymentUnavailableError {}

const logger = new Logger('Stripe');

/**
 * Only a lost connection leaves open what Stripe did: it keeps every answer it gave under the idempotency key, failures
 * included (docs.stripe.com/api/idempotent_requests). Two exceptions are refused before anything is done or kept.
 * @param call what was asked, for the log
 * @throws `error` itself when it isn't Stripe's
 */
export function toUnavailable(call: string, error: unknown): PaymentUnavailableError {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const { type, code, param, statusCode, requestId } = error;
  logger.warn({ call, type, code, param, statusCode, stripeRequestId: requestId }, 'Stripe failed');
  const isOpen =
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeRateLimitError ||
    // Another request with the same key is under way.
    code === 'idempotency_key_in_use';
  return isOpen
    ? new PaymentUnavailableError('Stripe could not be reached', { call, code })
    : new StripeRefusedError('Stripe refused', { call, type, code });
}

/** Whether Stripe says that there is no such thing. */
export function isMissing(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404;
}
