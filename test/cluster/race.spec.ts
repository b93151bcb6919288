import { buyAtOnce, expectAllSold, gather, payAll, type Crowd } from '../chaos/crowd.js';
import { startCluster, type Cluster } from './cluster.js';

const BUYERS = 200;
const UNITS = 20;

describe(`${BUYERS} buyers of ${UNITS} units, on three instances`, () => {
  let cluster: Cluster;
  let crowd: Crowd;
  afterEach(async () => {
    await crowd.stopWatching();
    await cluster.close();
  });

  async function gatherIn(env: Record<string, string>): Promise<void> {
    // The jobs run when the dust has settled, and are asked to.
    cluster = await startCluster({ env: { SCHEDULED_JOBS: 'false', ...env } });
    const { shop, sandbox } = cluster;
    crowd = await gather(shop, { buyers: BUYERS, units: UNITS, sandbox: sandbox.asShop });
  }

  function expectAllToHaveWorked(): void {
    for (const answered of cluster.balancer.answered()) expect(answered).toBeGreaterThan(BUYERS / 6);
    expect(cluster.balancer.counts).toEqual({ cut: 0, refused: 0 });
  }

  it('with holds: who gets a page gets the goods, everyone else is told before paying', async () => {
    await gatherIn({});
    const answers = await buyAtOnce(crowd);
    const bought = answers.filter((answer) => answer === 'bought').length;
    expect(new Set(answers)).toEqual(new Set(['bought', '409 INSUFFICIENT_STOCK']));
    expect(await expectAllSold(crowd)).toEqual({ CONFIRMED: bought });
    expectAllToHaveWorked();
  });

  it('without holds: everybody may pay, and who comes too late has the money back at once', async () => {
    await gatherIn({ STOCK_HOLD_MINUTES: '0', OVERSOLD_RETRY_MINUTES: '0' });
    const paid = await payAll(crowd);
    const { CONFIRMED, REFUNDED, ...others } = await expectAllSold(crowd);
    expect(others).toEqual({});
    expect(CONFIRMED! + REFUNDED!).toBe(paid);
    expect(await crowd.shop.prisma.refund.groupBy({ by: ['status'], _count: true })).toEqual([
      { status: 'SUCCEEDED', _count: REFUNDED },
    ]);
    expectAllToHaveWorked();
  });
});
