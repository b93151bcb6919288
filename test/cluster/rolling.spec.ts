import type { Shopping } from '../support/chaos/buyers.js';
import { goThroughDay, prepareDay } from '../support/chaos/day.js';
import { allDelivered, deliveryStatuses } from '../support/chaos/deliveries.js';
import { CHECK_MS } from '../../scripts/balancer.mjs';
import { startCluster, type Cluster } from '../support/cluster/cluster.js';
import { visiting } from '../support/cluster/visitors.js';
import { withSeed } from '../support/cluster/seed.js';
import { expectCleanBooks } from '../support/money/books.js';

const BUYERS = 100;

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster({ env: { SHUTDOWN_DELAY_MS: String(5 * CHECK_MS) } });
});
afterAll(() => cluster.close());

it('each instance is told to end, and started anew, in its turn under load: not one request fails', () =>
  withSeed(async ({ shuffle }) => {
    const { balancer, shop, instances, room } = cluster;
    const day = await prepareDay(shop, BUYERS, 0);
    const visits = visiting(balancer.url);
    const state: Shopping = { url: balancer.url, room, cut: 0, wrong: [] };
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
    expect(await allDelivered(room.dataDir)).toBe(0);
    expect(deliveryStatuses(room.dataDir)).toEqual([200]);
    await expectCleanBooks(shop);
  }));
