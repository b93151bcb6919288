import { Injectable, Logger } from '@nestjs/common';
import { AppMetrics } from '../../common/metrics/app-metrics.js';

/** From here on sessions, signatures and reports get close to what Stripe refuses. */
const MOST_SECONDS = 20;

/** Compares Stripe's clock with this machine's, by the `Date` header of each response. */
@Injectable()
export class StripeClock {
  private readonly logger = new Logger('Stripe');
  private skewSeconds: number | undefined;
  private isOff = false;

  constructor(metrics: AppMetrics) {
    metrics.register('stripeClock', () => ({
      ...(this.skewSeconds !== undefined && { skewSeconds: this.skewSeconds }),
    }));
  }

  /**
   * @param date the header of a response
   * @param sentAt, receivedAt of its request and of the response, in milliseconds by our clock
   */
  observe(date: unknown, sentAt: number, receivedAt: number): void {
    const skewSeconds = typeof date === 'string' ? clockSkewSeconds(date, sentAt, receivedAt) : NaN;
    if (Number.isNaN(skewSeconds)) return;
    this.skewSeconds = skewSeconds;
    const isOff = Math.abs(skewSeconds) > MOST_SECONDS;
    // Once, until it is right again.
    if (isOff && !this.isOff) {
      this.logger.warn({ skewSeconds }, 'This machine’s clock differs from Stripe’s: set it by NTP');
    } else if (!isOff && this.isOff)
      this.logger.log({ skewSeconds }, 'This machine’s clock agrees with Stripe’s again');
    this.isOff = isOff;
  }
}

/**
 * The header has whole seconds, and was written between the two moments: the middle of both is the best guess.
 * @returns seconds that the header's clock is ahead of ours; NaN for no date
 */
export function clockSkewSeconds(date: string, sentAt: number, receivedAt: number): number {
  return (Date.parse(date) + 500 - (sentAt + receivedAt) / 2) / 1000;
}
