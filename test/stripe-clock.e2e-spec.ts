import { cartOf } from './factories/cart.js';
import { buyOrder } from './factories/paid-order.js';
import { createVariant } from './factories/product.js';
import { captureLog, type CapturedLog } from './support/captured-log.js';
import { readMetrics } from './support/prometheus.js';
import { advanceClock, resetClock, stripeFor } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
let log: CapturedLog;
beforeAll(async () => {
  shop = await startApp();
  log = captureLog(shop);
});
afterAll(() => shop.close());

const createSession = async () => {
  const { id } = await createVariant(shop.prisma, { stock: 10 });
  return shop.http.post('/api/checkout/create-session').send(cartOf([{ variantId: id, quantity: 1 }]));
};

const skewSeconds = async () => (await readMetrics(shop)).value('shop_stripe_clock_skew_seconds');

/** The levels of the lines about the clock: 40 is a warning. */
const linesAboutTheClock = () =>
  log.lines
    .map((line) => JSON.parse(line) as { level: number; msg: string; skewSeconds?: number })
    .filter(({ skewSeconds: skew }) => skew !== undefined)
    .map(({ level }) => level);

describe('a clock that differs from Stripe’s', () => {
  it('is measured, and nothing is logged below 20 seconds', async () => {
    await createSession();
    expect(Math.abs((await skewSeconds())!)).toBeLessThan(5);
    await advanceClock(shop, 10);
    await createSession();
    expect(Math.abs((await skewSeconds())! - 10)).toBeLessThan(5);
    expect(linesAboutTheClock()).toEqual([]);
  });

  it('is logged once from 20 seconds on; sessions are created all the same', async () => {
    await advanceClock(shop, 50);
    for (let i = 0; i < 3; i++) expect((await createSession()).status).toBe(201);
    expect(Math.abs((await skewSeconds())! - 60)).toBeLessThan(5);
    expect(linesAboutTheClock()).toEqual([40]);
    expect(await buyOrder(shop)).toMatchObject({ status: 'CONFIRMED' });
  });

  it('does not end sessions too early for Stripe by four minutes', async () => {
    await advanceClock(shop, 3 * 60);
    const { status, body } = await createSession();
    expect(status).toBe(201);
    const { created, expires_at: end } = await stripeFor(shop).checkout.sessions.retrieve(body.sessionId);
    expect((end - created) / 60).toBeGreaterThan(30);
    expect((end - created) / 60).toBeLessThan(32);
  });

  it('is logged once more when it is right again', async () => {
    await resetClock(shop);
    await createSession();
    await createSession();
    expect(linesAboutTheClock()).toEqual([40, 30]);
  });
});
