import type { Shopping } from '../chaos/buyers.js';
import { goThroughDay, prepareDay } from '../chaos/day.js';
import { allDelivered } from '../chaos/deliveries.js';
import { jobsRun, leasesLapse } from '../chaos/time.js';
import { expectTotalsToAgree, readStripe } from '../chaos/totals.js';
import { expectConsistent } from '../support/consistency.js';
import { advanceClock } from '../support/sandbox.js';
import { startCluster, type Cluster } from './cluster.js';
import { withSeed, type Chance } from './seed.js';

const BUYERS = 200;
const OVERSOLD = 10;
const KILLS = 12;
const HOLD_MINUTES = 35;

let cluster: Cluster;
beforeAll(async () => {
  const env = { STOCK_HOLD_MINUTES: String(HOLD_MINUTES), OVERSOLD_RETRY_MINUTES: '0' };
  // Slow enough for a kill to find calls under way.
  cluster = await startCluster({ env, sandbox: { latencyMs: 5 } });
});
afterAll(() => cluster.close());

/** Ends instances at moments that nobody chose, every fourth time two at once: also while they start. */
async function killing(progress: { now: number }, { next, shuffle }: Chance): Promise<void> {
  const { instances, shop } = cluster;
  for (let kill = 1; kill <= KILLS; kill++) {
    while (progress.now < (kill - 0.5) / (KILLS + 1)) await sleep(5);
    await sleep(next() * 250);
    const victims = shuffle(instances).slice(0, kill % 4 === 0 ? 2 : 1);
    await Promise.all(victims.map((victim) => victim.kill()));
    await leasesLapse(shop.prisma);
    for (const victim of victims) victim.spawn();
  }
  await Promise.all(instances.map((instance) => instance.ready()));
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it(`lose nothing when ${KILLS} times one or two of three are killed over ${BUYERS + OVERSOLD} payments`, () =>
  withSeed(async (chance) => {
    const { instances, balancer, shop, officeUrl, sandbox } = cluster;
    const day = await prepareDay(shop, BUYERS, OVERSOLD);
    const state: Shopping = { url: balancer.url, sandbox, cut: 0, wrong: [] };
    const progress = { now: 0 };
    await Promise.all([goThroughDay(day, state, progress, chance.shuffle), killing(progress, chance)]);
    expect(state.wrong).toEqual([]);
    expect(balancer.counts.cut).toBeGreaterThan(0);
    expect(await allDelivered(sandbox.dataDir)).toBe(0);

    // The day is over: from here on the back office alone.
    expect(await Promise.all(instances.map((instance) => instance.stop()))).toEqual([0, 0, 0]);
    balancer.use([officeUrl]);
    // Pages whose answer was lost over a kill are ended; then those that nobody paid.
    await jobsRun(shop);
    expect(await shop.prisma.checkoutSession.count({ where: { status: 'OPENING' } })).toBe(0);
    await advanceClock(sandbox.asShop, (HOLD_MINUTES + 2) * 60);
    expect(await allDelivered(sandbox.dataDir)).toBe(0);
    await jobsRun(shop);
    await expectTotalsToAgree(shop, await readStripe(sandbox.stripe), day.stocked);
    await expectConsistent(shop);
  }));
