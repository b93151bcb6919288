import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Response } from 'supertest';
import { OversoldJob } from '../src/checkout/settlement/oversold.job.js';
import { cartOf } from './factories/cart.js';
import { createVariant } from './factories/product.js';
import { createUser, type TestUser } from './factories/user.js';
import { jobsRun } from './support/chaos/jobs.js';
import { expectCleanBooks, expectOrdersToBePayments } from './support/money/books.js';
import { paySession, type Delivery } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

/** `npm run test:chaos` asks for the long form. */
const LONG = process.env.CHAOS === '1';
const BUYERS = LONG ? 200 : 20;
const UNITS = LONG ? 20 : 6;
const LIMIT_MS = LONG ? 180_000 : 60_000;

/** How often a buyer asks again who is told to. */
const TRIES = 20;

type Cart = { variantId: string; quantity: number }[];

interface Crowd {
  shop: RunningApp;
  variants: string[];
  /** The lowest stock that anybody has seen. */
  lowest(): number;
  stopWatching(): Promise<void>;
}

/** Two articles with half of the units each, and somebody who looks at their stock all the time. */
async function gather(env: Record<string, string>): Promise<Crowd> {
  const shop = await startApp(env);
  const article = { stock: UNITS / 2, priceCents: 1990 };
  const made = await Promise.all([createVariant(shop.prisma, article), createVariant(shop.prisma, article)]);
  const variants = made.map(({ id }) => id);
  let lowest = UNITS;
  const end = new AbortController();
  const watch = (async () => {
    while (!end.signal.aborted) {
      const rows = await shop.prisma.variant.findMany({ where: { id: { in: variants } }, select: { stock: true } });
      lowest = Math.min(lowest, ...rows.map(({ stock }) => stock));
      await wait(15);
    }
  })();
  const stopWatching = () => {
    end.abort();
    return watch;
  };
  return { shop, variants, lowest: () => lowest, stopWatching };
}

/** One or two units, of one article or of both, named in either order. */
function cartOfBuyer([a, b]: string[], buyer: number): Cart {
  const one = (variantId: string | undefined, quantity = 1) => ({ variantId: variantId!, quantity });
  return [[one(a)], [one(b)], [one(a, 2)], [one(a), one(b)], [one(b), one(a)], [one(b, 2)]][buyer % 6]!;
}

/** Every other one has an account. */
async function buyers(shop: RunningApp): Promise<(TestUser | null)[]> {
  return Promise.all(Array.from({ length: BUYERS }, async (_, index) => (index % 2 ? createUser(shop) : null)));
}

/** As a storefront does while Stripe is slow, which with so many at once in one process it is: asks again. */
async function whileAvailable(ask: () => Promise<Response>): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const answer = await ask();
    if (answer.status !== 503 || attempt === TRIES) return answer;
    await wait(200);
  }
}

function open({ shop }: Crowd, buyer: TestUser | null, cart: Cart): Promise<Response> {
  const headers = { 'Idempotency-Key': randomUUID(), ...buyer?.auth };
  return whileAvailable(async () => shop.http.post('/api/checkout/create-session').set(headers).send(cartOf(cart)));
}

/**
 * Pays; the event comes in one of several ways, and the success page asks meanwhile.
 * @returns what the page was told: the order's number, or the code
 */
async function pay({ shop }: Crowd, sessionId: string, index: number): Promise<string> {
  const delivery = (['once', 'twice', 'out_of_order', 'none'] as Delivery[])[index % 4];
  const paid = paySession(shop, sessionId, { delivery });
  if (delivery === 'none') await paid;
  const verify = async () => shop.http.get(`/api/checkout/verify-session/${sessionId}`);
  const [{ body }] = await Promise.all([whileAvailable(verify), paid]);
  const { orderNumber, code } = body as { orderNumber?: string; code?: string };
  const order = await shop.prisma.order.findUnique({ where: { stripeSessionId: sessionId } });
  if (orderNumber !== undefined) expect(order?.orderNumber).toBe(orderNumber);
  // Only who has no goods may hear that there are none.
  else if (order?.status === 'CONFIRMED') expect(code).toBe('PAYMENT_NOT_COMPLETED');
  return code ?? 'order';
}

/** What must hold when the dust has settled. @returns the orders by status */
async function expectAllSold({ shop, variants, lowest }: Crowd): Promise<Record<string, number>> {
  // A refund whose answer was late is asked for again, fifty at a time.
  for (let run = 0; run <= BUYERS / 100; run++) await jobsRun(shop);
  expect(lowest()).toBeGreaterThanOrEqual(0);
  const stock = await shop.prisma.variant.findMany({ where: { id: { in: variants } }, select: { stock: true } });
  expect(stock).toEqual([{ stock: 0 }, { stock: 0 }]);
  const { _sum } = await shop.prisma.orderItem.aggregate({ _sum: { unitsTaken: true } });
  expect(_sum.unitsTaken).toBe(UNITS);
  expect(await shop.prisma.stockHold.count()).toBe(0);
  await expectOrdersToBePayments(shop);
  await expectCleanBooks(shop);
  const orders = await shop.prisma.order.groupBy({ by: ['status'], _count: true });
  return Object.fromEntries(orders.map(({ status, _count }) => [status, _count]));
}

describe(`${BUYERS} buyers of ${UNITS} units`, () => {
  let crowd: Crowd;
  afterEach(async () => {
    await crowd.stopWatching();
    await crowd.shop.close();
  });

  it(
    'with holds: who gets a page gets the goods, everyone else is told before paying',
    async () => {
      crowd = await gather({});
      const { shop, variants } = crowd;
      const everybody = await buyers(shop);
      const answers = await Promise.all(
        everybody.map(async (buyer, index) => {
          const { status, body } = await open(crowd, buyer, cartOfBuyer(variants, index));
          const { sessionId, code } = body as { sessionId?: string; code?: string };
          if (sessionId) await pay(crowd, sessionId, index);
          return sessionId ? 'bought' : `${status} ${code}`;
        }),
      );
      const bought = answers.filter((answer) => answer === 'bought').length;
      expect(new Set(answers)).toEqual(new Set(['bought', '409 INSUFFICIENT_STOCK']));
      expect(await expectAllSold(crowd)).toEqual({ CONFIRMED: bought });
    },
    LIMIT_MS,
  );

  it(
    'without holds: everybody may pay, and who comes too late has the money back at once',
    async () => {
      crowd = await gather({ STOCK_HOLD_MINUTES: '0', OVERSOLD_RETRY_MINUTES: '0' });
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
      crowd = await gather({ STOCK_HOLD_MINUTES: '0' });
      const { shop } = crowd;
      const paid = await payAll(crowd);
      const past = new Date(Date.now() - 1000);
      const data = { refundDueAt: past, nextAttemptAt: past };
      const { count } = await shop.prisma.oversoldPayment.updateMany({ data });
      expect(count).toBe(paid - (await shop.prisma.order.count()));
      // Fifty at a time.
      for (let run = 0; run <= paid / 50; run++) await shop.app.get(OversoldJob, { strict: false }).run();

      const { CONFIRMED, REFUNDED, ...others } = await expectAllSold(crowd);
      expect(others).toEqual({});
      expect(CONFIRMED! + REFUNDED!).toBe(paid);
    },
    LIMIT_MS,
  );

  /** Opens all pages before the first is paid, then pays them all at once. @returns how many were paid */
  async function payAll(crowd: Crowd): Promise<number> {
    const everybody = await buyers(crowd.shop);
    const opened = await Promise.all(
      everybody.map((buyer, index) => open(crowd, buyer, cartOfBuyer(crowd.variants, index))),
    );
    expect(opened.filter(({ status }) => status > 201)).toEqual([]);
    const answers = await Promise.all(opened.map(({ body }, index) => pay(crowd, body.sessionId as string, index)));
    const known = ['order', 'PAYMENT_NOT_COMPLETED', 'INSUFFICIENT_STOCK', 'ORDER_REFUNDED'];
    expect(answers.filter((answer) => !known.includes(answer))).toEqual([]);
    return opened.length;
  }
});
