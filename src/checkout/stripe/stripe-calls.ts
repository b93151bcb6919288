import { Injectable, Logger } from '@nestjs/common';
import type Stripe from 'stripe';
import { AppMetrics } from '../../common/metrics/app-metrics.js';
import { Tracing, type OpenSpan } from '../../common/tracing/tracing.js';
import { callName } from './call-name.js';
import { StripeClock } from './stripe-clock.js';

/**
 * Reports each attempt of a call to Stripe: a span, a metric, and a log line with Stripe's request id (`req_…`, used by
 * its dashboard and support) and ours. Ours is not sent to Stripe: it ignores unknown headers, and metadata would
 * differ between two requests with the same idempotency key, which Stripe refuses.
 */
@Injectable()
export class StripeCalls {
  private readonly logger = new Logger('Stripe');

  constructor(
    private readonly metrics: AppMetrics,
    private readonly tracing: Tracing,
    private readonly clock: StripeClock,
  ) {}

  /** @param attempt the HTTP request; its errors are rethrown */
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
    const sentAt = Date.now();
    let outcome = 'lost';
    let stripeRequestId: string | undefined;
    try {
      const response = await attempt();
      outcome = String(response.getStatusCode());
      const headers = response.getHeaders();
      this.clock.observe(headers.date, sentAt, Date.now());
      stripeRequestId = textOf(headers['request-id']);
      span.add({ 'http.response.status_code': Number(outcome), 'stripe.request_id': stripeRequestId ?? '' });
      return response;
    } catch (error) {
      if (isTimeout(error)) outcome = 'timeout';
      throw error;
    } finally {
      const ms = performance.now() - start;
      this.metrics.emit('stripeCalled', { call, outcome, seconds: ms / 1000 });
      this.logger.log({ call, outcome, ms: Math.round(ms), stripeRequestId }, 'Stripe called');
    }
  }
}

function textOf(header: unknown): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

/** The code set by `HttpClient.makeTimeoutError`. */
function isTimeout(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ETIMEDOUT';
}
