import { StockService } from '../../src/catalog/stock/stock.service.js';
import { openSession } from '../factories/cart.js';
import { createVariant } from '../factories/product.js';
import { createUser, type TestUser } from '../factories/user.js';
import type { RunningApp } from '../support/start-app.js';
import { buy, pay, type Plan, type Shopping } from './buyers.js';

const VARIANTS = 8;
const UNITS = 1000;
const AT_ONCE = 6;

/** A day at the shop on which something keeps going wrong. */
export interface Day {
  buyers: number;
  variantIds: string[];
  /** Units of each variant before anything was sold. */
  stocked: Map<string, number>;
  users: TestUser[];
  /** Pages that were opened before, and whose goods are gone. */
  oversold: string[];
}

/** Goods and accounts, and pages that are open already and whose goods will turn out to be gone. */
export async function prepareDay(shop: RunningApp, buyers: number, oversoldPages: number): Promise<Day> {
  const variants = await Promise.all(
    Array.from({ length: VARIANTS }, () => createVariant(shop.prisma, { stock: UNITS })),
  );
  const gone = await createVariant(shop.prisma, { stock: oversoldPages });
  const variantIds = variants.map(({ id }) => id);
  const users = [];
  for (let i = 0; i < buyers / 5; i++) users.push(await createUser(shop));
  const oversold = [];
  for (let i = 0; i < oversoldPages; i++) {
    oversold.push((await openSession(shop, { variantId: gone.id, quantity: 1 })).sessionId);
  }
  const service = shop.app.get(StockService, { strict: false });
  await shop.prisma.$transaction((tx) => service.setStock(tx, gone.id, 0, { reason: 'CORRECTION' }));
  const stocked = new Map([...variantIds.map((id) => [id, UNITS] as const), [gone.id, 0]]);
  return { buyers, variantIds, stocked, users, oversold };
}

/**
 * All buyers, some at a time.
 * @param progress grows from 0 to 1
 * @param shuffle in which order they come
 */
export async function goThroughDay(
  day: Day,
  state: Shopping,
  progress: { now: number },
  shuffle = <T>(all: T[]): T[] => all.sort(() => Math.random() - 0.5),
): Promise<void> {
  const all = shuffle([
    ...Array.from({ length: day.buyers }, (_, i) => () => buy(state, planOf(day, i))),
    ...day.oversold.map((id) => () => pay(state, id, { delivery: 'once' })),
  ]);
  const waiting = [...all];
  const one = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      await next().catch((error: unknown) => state.wrong.push(String(error)));
      progress.now = 1 - waiting.length / all.length;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

function planOf({ variantIds, users }: Day, i: number): Plan {
  const pick = (n: number) => variantIds[(i * 7 + n) % VARIANTS]!;
  const user = i % 5 === 0 ? users[i / 5] : undefined;
  return {
    variantIds: [pick(0), pick(3)],
    ...(user && { user, changesMind: i % 10 === 0 }),
    ...(i % 3 !== 0 && { key: `buyer-of-this-day-${i}` }),
    leaves: i % 11 === 10,
    verifies: i % 4 === 1,
    delivery: (['once', 'twice', 'out_of_order', 'late'] as const)[i % 4]!,
  };
}
