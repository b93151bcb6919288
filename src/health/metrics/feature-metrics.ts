import type { Measures } from '../../common/measures/measures.js';
import type { Instruments } from './instruments.js';

const CALL_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8];
const LAG_BUCKETS = [0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600];
const JOB_BUCKETS = [0.01, 0.05, 0.25, 1, 5, 30, 120, 600];

/** What the features tell as it happens, on this instance. */
export function countHappenings(make: Instruments, measures: Measures): void {
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
  measures.on('refused', ({ code, reason }) => refusals.inc({ code, reason }));
  measures.on('stripeCalled', ({ call, outcome, seconds }) => stripeCalls.observe({ call, outcome }, seconds));
  measures.on('eventApplied', ({ type, seconds }) => eventLag.observe({ type }, seconds));
  measures.on('jobEnded', ({ job, outcome, seconds }) => jobRuns.observe({ job_name: job, outcome }, seconds));
}

/** @returns what writes the numbers of the moment into their metrics */
export function readingsOf(make: Instruments, measures: Measures): () => void {
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
  const replicas = make.gauge('shop_database_replicas', 'With DATABASE_REPLICA_URLS: replicas in use, late, or away', [
    'state',
  ]);
  const replicaReads = make.counter(
    'shop_replica_reads_total',
    'Reads of the catalogue, by outcome: replica, or why the primary answered',
    ['outcome'],
  );
  return () => {
    for (const [state, n] of Object.entries(measures.read('replicas'))) replicas.set({ state }, n);
    for (const [state, n] of Object.entries(measures.read('redis'))) redis.set({ state }, n);
    for (const [state, n] of Object.entries(measures.read('hashing'))) hashes.set({ state }, n);
    for (const [state, n] of Object.entries(measures.read('databasePool'))) connections.set({ state }, n);
    // Counted where they happen, whether or not anybody looks.
    cacheReads.reset();
    for (const [result, n] of Object.entries(measures.read('catalogCache'))) cacheReads.inc({ result }, n);
    replicaReads.reset();
    for (const [outcome, n] of Object.entries(measures.read('replicaReads'))) replicaReads.inc({ outcome }, n);
  };
}
