import { CHECK_MS } from '../../scripts/balancer.mjs';
import type { Shopping } from '../chaos/buyers.js';
import { goThroughDay, prepareDay } from '../chaos/day.js';
import { allDelivered, deliveryStatuses } from '../chaos/deliveries.js';
import { expectConsistent } from '../support/consistency.js';
import { startCluster, type Cluster } from './cluster.js';
import { withSeed } from './seed.js';
import { visiting } from './visitors.js';

const BUYERS = 100;

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster({ env: { SHUTDOWN_DELAY_MS: String(5 * CHECK_MS) } });
});
afterAll(() => cluster.close());

it('no request fails under load while each instance is stopped and started in turn', () =>
  withSeed(async ({ shuffle }) => {
    const { balancer, shop, instances, sandbox } = cluster;
    const day = await prepareDay(shop, BUYERS, 0);
    const visits = visiting(balancer.url);
    const state: Shopping = { url: balancer.url, sandbox, cut: 0, wrong: [] };
    const progress = { now: 0 };
    const codes: (number | null)[] = [];
    const rolling = async (): Promise<void> => {
      for (const [i, instance] of instances.entries()) {
        while (progress.now < (i + 1) / 5) await new Promise((resolve) => setTimeout(resolve, 5));
        codes.push(await instance.stop());
        instance.spawn();
        await instance.ready();
        while (!balancer.isReady(instance.url)) await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    try {
      await Promise.all([goThroughDay(day, state, progress, shuffle), rolling()]);
    } finally {
      await visits.end();
    }
    expect(codes).toEqual([0, 0, 0]);
    expect(state).toMatchObject({ wrong: [], cut: 0 });
    expect([...(await visits.end()).keys()]).toEqual(['200']);
    expect(balancer.counts).toEqual({ cut: 0, refused: 0 });
    expect(await allDelivered(sandbox.dataDir)).toBe(0);
    expect(deliveryStatuses(sandbox.dataDir)).toEqual([200]);
    await expectConsistent(shop);
  }));
