import { OversoldRetries } from '../../src/checkout/completion/oversold-retries.service.js';
import { startApp } from '../support/start-app.js';
import { buyAtOnce, expectAllSold, gather, payAll, type Crowd } from './crowd.js';

/** `npm run test:chaos` asks for the long form. */
const LONG = process.env.CHAOS === '1';
const BUYERS = LONG ? 200 : 20;
const UNITS = LONG ? 20 : 6;
const LIMIT_MS = LONG ? 420_000 : 60_000;

describe(`${BUYERS} buyers of ${UNITS} units`, () => {
  let crowd: Crowd;
  afterEach(async () => {
    await crowd.stopWatching();
    await crowd.shop.close();
  });

  async function gatherIn(env: Record<string, string>): Promise<Crowd> {
    return gather(await startApp(env), { buyers: BUYERS, units: UNITS });
  }

  it(
    'with holds: who gets a page gets the goods, everyone else is told before paying',
    async () => {
      crowd = await gatherIn({});
      const answers = await buyAtOnce(crowd);
      const bought = answers.filter((answer) => answer === 'bought').length;
      expect(new Set(answers)).toEqual(new Set(['bought', '409 INSUFFICIENT_STOCK']));
      expect(await expectAllSold(crowd)).toEqual({ CONFIRMED: bought });
    },
    LIMIT_MS,
  );

  it(
    'without holds: everybody may pay, and who comes too late has the money back at once',
    async () => {
      crowd = await gatherIn({ STOCK_HOLD_MINUTES: '0', OVERSOLD_RETRY_MINUTES: '0' });
      const paid = await payAll(crowd);
      const { CONFIRMED, REFUNDED, ...others } = await expectAllSold(crowd);
      expect(others).toEqual({});
      expect(CONFIRMED! + REFUNDED!).toBe(paid);
      expect(await crowd.shop.prisma.refund.groupBy({ by: ['status'], _count: true })).toEqual([
        { status: 'SUCCEEDED', _count: REFUNDED },
      ]);
    },
    LIMIT_MS,
  );

  it(
    'without holds: who comes too late waits for a restock, and then has the money back',
    async () => {
      crowd = await gatherIn({ STOCK_HOLD_MINUTES: '0' });
      const { shop } = crowd;
      const paid = await payAll(crowd);
      const past = new Date(Date.now() - 1000);
      const data = { refundDueAt: past, nextAttemptAt: past };
      const { count } = await shop.prisma.oversoldPayment.updateMany({ data });
      expect(count).toBe(paid - (await shop.prisma.order.count()));
      // Fifty at a time.
      for (let run = 0; run <= paid / 50; run++) await shop.app.get(OversoldRetries, { strict: false }).retryDue();

      const { CONFIRMED, REFUNDED, ...others } = await expectAllSold(crowd);
      expect(others).toEqual({});
      expect(CONFIRMED! + REFUNDED!).toBe(paid);
    },
    LIMIT_MS,
  );
});
