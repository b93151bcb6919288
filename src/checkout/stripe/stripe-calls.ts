import { Injectable, Logger } from '@nestjs/common';
import type Stripe from 'stripe';
import { Measures } from '../../common/measures/measures.js';
import { Tracing, type OpenSpan } from '../../common/tracing/tracing.js';
import { callName } from './call-name.js';

/**
 * Tells of each attempt at a call to Stripe: a span, a measure, and a line in the log with Stripe's own id of the request
 * (`req_…`, what its dashboard and its support go by) beside ours. Ours is not sent: Stripe ignores headers it doesn't
 * know, and in the metadata it would differ between two requests that ask for one session with the same idempotency key,
 * which Stripe refuses.
 */
@Injectable()
export class StripeCalls {
  private readonly logger = new Logger('Stripe');

  constructor(
    private readonly measures: Measures,
    private readonly tracing: Tracing,
  ) {}

  /** @param attempt the HTTP request; what it throws is thrown */
  watch(
    method: string,
    path: string,
    attempt: () => Promise<Stripe.HttpClientResponse>,
  ): Promise<Stripe.HttpClientResponse> {
    const call = callName(method, path);
    return this.tracing.span(call, 'client', { 'peer.service': 'stripe' }, (span) => this.timed(call, span, attempt));
  }

  private async timed(
    call: string,
    span: OpenSpan,
    attempt: () => Promise<Stripe.HttpClientResponse>,
  ): Promise<Stripe.HttpClientResponse> {
    const start = performance.now();
    let outcome = 'lost';
    let stripeRequestId: string | undefined;
    try {
      const response = await attempt();
      outcome = String(response.getStatusCode());
      stripeRequestId = textOf(response.getHeaders()['request-id']);
      span.add({ 'http.response.status_code': Number(outcome), 'stripe.request_id': stripeRequestId ?? '' });
      return response;
    } catch (error) {
      if (isTimeout(error)) outcome = 'timeout';
      throw error;
    } finally {
      const ms = performance.now() - start;
      this.measures.emit('stripeCalled', { call, outcome, seconds: ms / 1000 });
      this.logger.log({ call, outcome, ms: Math.round(ms), stripeRequestId }, 'Stripe called');
    }
  }
}

function textOf(header: unknown): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

/** As `HttpClient.makeTimeoutError` makes them. */
function isTimeout(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ETIMEDOUT';
}
