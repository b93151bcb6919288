import type { AppMetrics } from '../../common/metrics/app-metrics.js';
import type { Instruments } from './instruments.js';

const CALL_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 30];
const LAG_BUCKETS = [0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600];
const JOB_BUCKETS = [0.01, 0.05, 0.25, 1, 5, 30, 120, 600];

/** Metrics from the features' events on this instance. */
export function countEvents(make: Instruments, metrics: AppMetrics): void {
  const refusals = make.counter(
    'shop_refusals_total',
    'Requests that were refused or failed, by code; reason is the limit, or what was suspicious',
    ['code', 'reason'],
  );
  const stripeCalls = make.histogram(
    'shop_stripe_call_duration_seconds',
    'Attempts at calls to Stripe; outcome is the status, timeout or lost',
    ['call', 'outcome'],
    CALL_BUCKETS,
  );
  const sessions = make.counter(
    'shop_checkout_sessions_total',
    'Requests for a checkout session; outcome is created, replayed or the code of the error',
    ['outcome'],
  );
  // From the start, so that the first one is an increase.
  for (const outcome of ['created', 'replayed']) sessions.inc({ outcome }, 0);
  const eventLag = make.histogram(
    'shop_event_lag_seconds',
    'From an event at Stripe to its effect here: of checkout.session.completed, from paid to order',
    ['type'],
    LAG_BUCKETS,
  );
  const jobRuns = make.histogram(
    'shop_job_duration_seconds',
    'Runs of jobs; outcome is done or failed',
    ['job_name', 'outcome'],
    JOB_BUCKETS,
  );
  metrics.on('refused', ({ code, reason }) => refusals.inc({ code, reason }));
  metrics.on('stripeCalled', ({ call, outcome, seconds }) => stripeCalls.observe({ call, outcome }, seconds));
  metrics.on('sessionRequested', ({ outcome }) => sessions.inc({ outcome }));
  metrics.on('eventApplied', ({ type, seconds }) => eventLag.observe({ type }, seconds));
  metrics.on('jobEnded', ({ job, outcome, seconds }) => jobRuns.observe({ job_name: job, outcome }, seconds));
}

/** @returns a function that writes the current numbers into their metrics */
export function gaugeUpdater(make: Instruments, metrics: AppMetrics): () => void {
  const hashes = make.gauge('shop_password_hashes', 'Passwords that are being hashed, or wait for it', ['state']);
  const connections = make.gauge(
    'shop_database_connections',
    'Of the pool, on PostgreSQL: in use, idle, and requests that wait for one',
    ['state'],
  );
  const cacheReads = make.counter('shop_catalog_cache_reads_total', 'Catalogue answers looked for in the cache', [
    'result',
  ]);
  const redis = make.gauge('shop_redis_connections', 'With REDIS_URL: 1, or 0 while Redis is away', ['state']);
  const clock = make.gauge(
    'shop_stripe_clock_skew_seconds',
    'How far the clock of Stripe is ahead of the one here, at its last response',
    [],
  );
  return () => {
    for (const seconds of Object.values(metrics.read('stripeClock'))) clock.set(seconds);
    for (const [state, n] of Object.entries(metrics.read('redis'))) redis.set({ state }, n);
    for (const [state, n] of Object.entries(metrics.read('hashing'))) hashes.set({ state }, n);
    for (const [state, n] of Object.entries(metrics.read('databasePool'))) connections.set({ state }, n);
    // A total that the cache counts itself: set, not added.
    cacheReads.reset();
    for (const [result, n] of Object.entries(metrics.read('catalogCache'))) cacheReads.inc({ result }, n);
  };
}
