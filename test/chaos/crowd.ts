import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Response } from 'supertest';
import { cartOf } from '../factories/cart.js';
import { createVariant } from '../factories/product.js';
import { createUser, type TestUser } from '../factories/user.js';
import { expectConsistent, expectOrdersToBePayments } from '../support/consistency.js';
import { paySession, type Delivery } from '../support/sandbox.js';
import type { RunningApp } from '../support/start-app.js';
import { jobsRun } from './time.js';

/** How often a buyer asks again who is told to. */
const TRIES = 20;

type Cart = { variantId: string; quantity: number }[];

export interface Crowd {
  shop: RunningApp;
  /** Where its pages are paid. */
  sandbox: Pick<RunningApp, 'http'>;
  buyers: number;
  units: number;
  variants: string[];
  /** The lowest stock that anybody has seen. */
  lowest(): number;
  stopWatching(): Promise<void>;
}

/** Two articles with half of the units each, and a loop that reads their stock all the time. */
export async function gather(
  shop: RunningApp,
  { buyers, units, sandbox = shop }: { buyers: number; units: number; sandbox?: Crowd['sandbox'] },
): Promise<Crowd> {
  const article = { stock: units / 2, priceCents: 1990 };
  const made = await Promise.all([createVariant(shop.prisma, article), createVariant(shop.prisma, article)]);
  const variants = made.map(({ id }) => id);
  let lowest = units;
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
  return { shop, sandbox, buyers, units, variants, lowest: () => lowest, stopWatching };
}

/** All buy at once and pay the session they get. @returns what each was answered: 'bought', or status and code */
export async function buyAtOnce(crowd: Crowd): Promise<string[]> {
  const everyBuyer = await createBuyers(crowd);
  return Promise.all(
    everyBuyer.map(async (buyer, index) => {
      const { status, body } = await open(crowd, buyer, cartOfBuyer(crowd.variants, index));
      const { sessionId, code } = body as { sessionId?: string; code?: string };
      if (sessionId) await pay(crowd, sessionId, index);
      return sessionId ? 'bought' : `${status} ${code}`;
    }),
  );
}

/** Opens all pages before the first is paid, then pays them all at once. @returns how many were paid */
export async function payAll(crowd: Crowd): Promise<number> {
  const everyBuyer = await createBuyers(crowd);
  const opened = await Promise.all(
    everyBuyer.map((buyer, index) => open(crowd, buyer, cartOfBuyer(crowd.variants, index))),
  );
  expect(opened.filter(({ status }) => status > 201)).toEqual([]);
  const answers = await Promise.all(opened.map(({ body }, index) => pay(crowd, body.sessionId as string, index)));
  const known = ['order', 'PAYMENT_NOT_COMPLETED', 'INSUFFICIENT_STOCK', 'ORDER_REFUNDED'];
  expect(answers.filter((answer) => !known.includes(answer))).toEqual([]);
  return opened.length;
}

/** Checks the final state. @returns the orders by status */
export async function expectAllSold({ shop, buyers, units, variants, lowest }: Crowd): Promise<Record<string, number>> {
  // A refund whose answer was late is asked for again, fifty at a time.
  for (let run = 0; run <= buyers / 100; run++) await jobsRun(shop);
  expect(lowest()).toBeGreaterThanOrEqual(0);
  const stock = await shop.prisma.variant.findMany({ where: { id: { in: variants } }, select: { stock: true } });
  expect(stock).toEqual([{ stock: 0 }, { stock: 0 }]);
  const { _sum } = await shop.prisma.orderItem.aggregate({ _sum: { unitsTaken: true } });
  expect(_sum.unitsTaken).toBe(units);
  expect(await shop.prisma.stockReservation.count()).toBe(0);
  await expectOrdersToBePayments(shop);
  await expectConsistent(shop);
  const orders = await shop.prisma.order.groupBy({ by: ['status'], _count: true });
  return Object.fromEntries(orders.map(({ status, _count }) => [status, _count]));
}

/** One or two units, of one article or of both, named in either order. */
function cartOfBuyer([a, b]: string[], buyer: number): Cart {
  const one = (variantId: string | undefined, quantity = 1) => ({ variantId: variantId!, quantity });
  return [[one(a)], [one(b)], [one(a, 2)], [one(a), one(b)], [one(b), one(a)], [one(b, 2)]][buyer % 6]!;
}

/** Every second buyer has an account. */
async function createBuyers({ shop, buyers }: Crowd): Promise<(TestUser | null)[]> {
  return Promise.all(Array.from({ length: buyers }, async (_, index) => (index % 2 ? createUser(shop) : null)));
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
async function pay({ shop, sandbox }: Crowd, sessionId: string, index: number): Promise<string> {
  const delivery = (['once', 'twice', 'out_of_order', 'none'] as Delivery[])[index % 4];
  const paid = paySession(sandbox, sessionId, { delivery });
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
