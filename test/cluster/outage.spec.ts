import { createPostgresServer, type PostgresServer } from '../../scripts/postgres-server.mjs';
import type { Shopping } from '../chaos/buyers.js';
import { goThroughDay, prepareDay } from '../chaos/day.js';
import { allDelivered } from '../chaos/deliveries.js';
import { jobsRun } from '../chaos/time.js';
import { expectTotalsToAgree, readStripe } from '../chaos/totals.js';
import { expectConsistent } from '../support/consistency.js';
import { advanceClock } from '../support/sandbox.js';
import { startCluster, type Cluster } from './cluster.js';
import { withSeed } from './seed.js';
import { visiting, type Visits } from './visitors.js';

const BUYERS = 80;
const OVERSOLD = 5;
const HOLD_MINUTES = 35;
const AWAY_MS = 2_000;

let postgres: PostgresServer;
let cluster: Cluster;
let visits: Visits;
beforeAll(async () => {
  postgres = await createPostgresServer({ settings: ['fsync=off'] });
  await postgres.start();
  const env = { STOCK_HOLD_MINUTES: String(HOLD_MINUTES), OVERSOLD_RETRY_MINUTES: '0' };
  cluster = await startCluster({ env, postgres: postgres.url });
});
afterEach(() => visits.end());
afterAll(async () => {
  await cluster.close();
  await postgres.remove();
});

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('PostgreSQL restarts twice in mid-traffic: 503 DATABASE_UNAVAILABLE at worst, and nothing is lost', () =>
  withSeed(async ({ shuffle }) => {
    const { balancer, shop, instances, officeUrl, sandbox } = cluster;
    const day = await prepareDay(shop, BUYERS, OVERSOLD);
    visits = visiting(balancer.url);
    const state: Shopping = { url: balancer.url, sandbox, cut: 0, wrong: [] };
    const progress = { now: 0 };
    const restarting = async (): Promise<void> => {
      for (const at of [0.25, 0.6]) {
        while (progress.now < at) await sleep(5);
        await postgres.stop();
        await sleep(AWAY_MS);
        await postgres.start();
      }
    };
    await Promise.all([goThroughDay(day, state, progress, shuffle), restarting()]);
    const told = await visits.end();
    expect(state.wrong).toEqual([]);
    expect([...told.keys()].sort()).toEqual(['200', '503 DATABASE_UNAVAILABLE']);
    expect(balancer.counts).toEqual({ cut: 0, refused: 0 });
    expect(await allDelivered(sandbox.dataDir)).toBe(0);

    await Promise.all(instances.map((instance) => instance.stop()));
    balancer.use([officeUrl]);
    await jobsRun(shop);
    await advanceClock(sandbox.asShop, (HOLD_MINUTES + 2) * 60);
    expect(await allDelivered(sandbox.dataDir)).toBe(0);
    await jobsRun(shop);
    await expectTotalsToAgree(shop, await readStripe(sandbox.stripe), day.stocked);
    await expectConsistent(shop);
  }));
