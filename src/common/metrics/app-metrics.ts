import { EventEmitter } from 'node:events';
import { Injectable } from '@nestjs/common';
import type { ErrorCode } from '../errors/error-texts.js';

/** Events that are counted or timed. Each field becomes a label: a few dozen values at most, seconds aside. */
export interface MetricEvents {
  /** A request that was refused or failed; `reason` is the limit, or what was suspicious. */
  refused: [{ code: ErrorCode; reason: string }];
  /** One attempt at a call to Stripe (`POST /v1/checkout/sessions`); `outcome` is the status, `timeout` or `lost`. */
  stripeCalled: [{ call: string; outcome: string; seconds: number }];
  /** A request for a checkout session; `outcome` is `created`, `replayed` or the error's code. */
  sessionRequested: [{ outcome: 'created' | 'replayed' | ErrorCode }];
  /** A Stripe event was applied; `seconds` since Stripe created it. */
  eventApplied: [{ type: string; seconds: number }];
  jobEnded: [{ job: string; outcome: 'done' | 'failed'; seconds: number }];
}

/** Numbers that are read when they are asked for. */
export type Gauge = 'hashing' | 'databasePool' | 'catalogCache' | 'redis' | 'stripeClock';

/**
 * Features emit events and register gauges here; src/health/metrics turns them into Prometheus metrics. So features know
 * no metric names, and metrics know no feature. Without a listener an event costs next to nothing.
 */
@Injectable()
export class AppMetrics extends EventEmitter<MetricEvents> {
  private readonly gauges = new Map<Gauge, () => Record<string, number>>();

  /** @param read returns the current numbers by state: `{ active: 1, waiting: 0 }` */
  register(name: Gauge, read: () => Record<string, number>): void {
    this.gauges.set(name, read);
  }

  /** @returns {} while nothing is registered under the name */
  read(name: Gauge): Record<string, number> {
    return this.gauges.get(name)?.() ?? {};
  }
}
