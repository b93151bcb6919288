import { setTimeout } from 'node:timers/promises';
import autocannon from 'autocannon';
import { redisProgram } from '../../scripts/throwaway-redis.mjs';
import { PURCHASE, writeOrder } from '../bare-purchase.mjs';
import { atLeast, CUSTOMERS, median, rate, round } from '../load.mjs';
import { residentMb, SETTLE_MS } from '../memory.mjs';
import { cpuMs, cpuMsOfTree } from './cpu.mjs';
import { POOL_SIZE, startFleet } from './fleet.mjs';
import { deliverAll, openPaidSessions, stockedVariants } from './orders.mjs';

const ORDERS = 400;
const ROUNDS = 5;
/** Rounds of all instances until V8 has optimised a purchase: a shop starts once and sells all day. */
const WARM_UP = 12;
const FLEETS = [1, 2, 4];
const READ_SECONDS = 3;
/** Requests a second for each instance: the same load for one and for many, below what the machine can do. */
const READERS = 12;
const READS_PER_SECOND = 720;
const MAX_READY_SECONDS = 6;
const MAX_IDLE_MB = 200;

/** Instances on one PostgreSQL and one Redis, all on this machine: the cost of each, and the throughput of all. */
export async function measureInstances() {
  if (!redisProgram()) return [reported('instances on PostgreSQL and Redis', 'not measured: no redis-server here')];
  const fleet = await startFleet();
  let shops = [];
  try {
    const started = performance.now();
    shops = await fleet.startShops(Math.max(...FLEETS));
    const seconds = (performance.now() - started) / 1000;
    return [
      limit(
        `${shops.length} instances, started together on an empty database, all ready`,
        seconds,
        's',
        MAX_READY_SECONDS,
      ),
      limit('resident memory of an instance, idle', await idleMemory(fleet), 'MB', MAX_IDLE_MB),
      ...(await measureOrders(fleet, shops)),
      ...(await measureReads(shops)),
    ];
  } finally {
    await Promise.all(shops.map((shop) => shop.stop()));
    await fleet.stop();
  }
}

/** Runs the scheduled jobs; the others don't, because a job would disturb a round. */
async function idleMemory(fleet) {
  const [shop] = await fleet.startShops(1, { SCHEDULED_JOBS: 'true' });
  try {
    await setTimeout(SETTLE_MS);
    return residentMb(shop.pid);
  } finally {
    await shop.stop();
  }
}

async function measureOrders(fleet, shops) {
  const variants = await stockedVariants(fleet.db, 1_000);
  const [hot] = variants;
  const measureBare = async (among) => {
    const events = await openPaidSessions(fleet.db, among, ORDERS);
    return rate(ORDERS, POOL_SIZE, (index) => purchase(fleet.db, events[index]));
  };
  const measure = async (count, among) => {
    const some = shops.slice(0, count);
    const events = await openPaidSessions(fleet.db, among, ORDERS);
    const before = cost(fleet, some);
    const perSecond = await deliverAll(some, events, POOL_SIZE);
    const after = cost(fleet, some);
    return {
      perSecond,
      ofShops: (after.shops - before.shops) / ORDERS,
      ofDatabase: (after.database - before.database) / ORDERS,
    };
  };
  for (let round = 0; round < WARM_UP; round++) await measure(shops.length, variants);

  const bareRates = { many: [], hot: [] };
  const rounds = FLEETS.map((count) => ({ count, many: [], hot: [] }));
  for (let round = 0; round < ROUNDS; round++) {
    bareRates.many.push(await measureBare(variants));
    bareRates.hot.push(await measureBare([hot]));
    for (const { count, many, hot: onHot } of rounds) {
      many.push(await measure(count, variants));
      onHot.push(await measure(count, [hot]));
    }
  }
  const ordersPerSecond = (measured) => median(measured.map(({ perSecond }) => perSecond));
  const what = `webhook on PostgreSQL, one instance, compared with the same SQL in bare pg with the same pool of ${POOL_SIZE}`;
  return [
    atLeast(what, ordersPerSecond(rounds[0].many), median(bareRates.many), 'orders/s', 0.35),
    ...rounds.map(({ count, many }) => reported(`orders, ${instances(count)}`, describeOrders(many))),
    ...rounds.map(({ count, hot: onHot }) =>
      reported(`orders of one single variant, ${instances(count)}`, describeOrders(onHot)),
    ),
    reported('orders of one single variant, bare pg', `${round(median(bareRates.hot))} orders/s`),
  ];
}

/** The purchase through bare `pg`: each statement is prepared once a connection. */
async function purchase(db, event) {
  const through = (client) => async (name, values) => (await client.query({ name, text: PURCHASE[name], values })).rows;
  await through(db)('session', [event.checkoutId]);
  const client = await db.connect();
  try {
    await client.query('BEGIN');
    await writeOrder(through(client), event, new Date());
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

function cost({ postgres }, shops) {
  return { shops: shops.reduce((sum, { pid }) => sum + cpuMs(pid), 0), database: cpuMsOfTree(postgres.pid) };
}

function describeOrders(measured) {
  const of = (key) => round(median(measured.map((one) => one[key])));
  return `${of('perSecond')} orders/s; CPU an order: ${of('ofShops')} ms, PostgreSQL ${of('ofDatabase')} ms`;
}

async function measureReads(shops) {
  const { products } = await (await fetch(`${shops[0].url}/api/products`)).json();
  const path = `/api/products/${products[0].slug}`;
  const rounds = FLEETS.map((count) => ({ count, costs: [] }));
  await readCost(shops, path);
  for (let round = 0; round < ROUNDS; round++) {
    for (const { count, costs } of rounds) costs.push(await readCost(shops.slice(0, count), path));
  }
  const [one, two] = rounds.map(({ costs }) => median(costs));
  return [
    atLeast('product by slug through 2 instances, compared with one', 1000 / two, 1000 / one, 'req per CPU second', 1),
    ...rounds.map(({ count, costs }) =>
      reported(
        `product by slug, ${READS_PER_SECOND} a second each, ${instances(count)}`,
        `CPU a request: ${median(costs).toFixed(3)} ms`,
      ),
    ),
  ];
}

/** @returns CPU milliseconds of the instances for a request */
async function readCost(shops, path) {
  const before = shops.map(({ pid }) => cpuMs(pid));
  const load = { connections: READERS, overallRate: READS_PER_SECOND, duration: READ_SECONDS, requests: CUSTOMERS };
  const read = ({ url }) => autocannon({ url: url + path, ...load });
  const results = await Promise.all(shops.map(read));
  const used = shops.reduce((sum, { pid }, index) => sum + cpuMs(pid) - before[index], 0);
  const failed = results.reduce((sum, { non2xx, errors }) => sum + non2xx + errors, 0);
  if (failed) throw new Error(`${path}: ${failed} requests failed`);
  return used / results.reduce((sum, { requests }) => sum + requests.total, 0);
}

const instances = (count) => (count === 1 ? '1 instance' : `${count} instances`);

function limit(what, value, unit, max) {
  const rounded = unit === 's' ? value.toFixed(1) : Math.round(value);
  return { what, shop: `${rounded} ${unit}`, baseline: '–', ratio: '–', goal: `≤ ${max} ${unit}`, ok: value <= max };
}

function reported(what, shop) {
  return { what, shop, baseline: '–', ratio: '–', goal: 'reported', ok: true };
}
