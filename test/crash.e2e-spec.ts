import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StockService } from '../src/catalog/stock/stock.service.js';
import { openPrisma, type PrismaService } from '../src/prisma/prisma.service.js';
import { openSession } from './factories/cart.js';
import { createVariant } from './factories/product.js';
import { createUser, type TestUser } from './factories/user.js';
import { expectBooksToAgree, readStripe } from './support/chaos/books.js';
import { buy, pay, type Plan, type Shopping } from './support/chaos/buyers.js';
import { allDelivered } from './support/chaos/deliveries.js';
import { jobsRun } from './support/chaos/jobs.js';
import { leasesLapse } from './support/chaos/time-passes.js';
import { Victim } from './support/chaos/victim.js';
import { advanceClock } from './support/sandbox.js';
import { removeRoom, startSandboxRoom, WEBHOOK_SECRET, type SandboxRoom } from './support/sandbox-room.js';
import { freePort, startApp, type RunningApp } from './support/start-app.js';

/** `CHAOS=1` (npm run test:chaos) is the long form. */
const LONG = process.env.CHAOS !== undefined;
const BUYERS = LONG ? 450 : 56;
const OVERSOLD = LONG ? 60 : 8;
const KILLS = LONG ? 20 : 3;
const AT_ONCE = 6;
const VARIANTS = 8;
const HOLD_MINUTES = 31;

let dataDir: string;
let room: SandboxRoom;
let env: Record<string, string>;
let stocked: Map<string, number>;
let variantIds: string[];
let users: TestUser[];
let oversold: string[];
let victim: Victim | undefined;
let database: Record<string, string>;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'boulevard-crash-'));
  const port = await freePort();
  room = await startSandboxRoom({
    webhookUrl: `http://127.0.0.1:${port}/api/checkout/webhook`,
    // Again and again until it is taken, as Stripe does, only sooner.
    retrySeconds: new Array<number>(1000).fill(0.2),
    // A kill finds calls under way.
    latencyMs: 5,
  });
  env = {
    PORT: String(port),
    STRIPE_API_BASE: room.base,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STOCK_HOLD_MINUTES: String(HOLD_MINUTES),
    OVERSOLD_RETRY_MINUTES: '0',
  };
  const shop = await startApp(env, dataDir);
  await stock(shop);
  database = shop.env;
  await shop.close();
});
afterAll(async () => {
  await victim?.kill();
  await room.close();
  removeRoom(room);
  rmSync(dataDir, { recursive: true, force: true });
});

/** Goods and accounts, and pages that are open already and whose goods will turn out to be gone. */
async function stock(shop: RunningApp): Promise<void> {
  const variants = await Promise.all(
    Array.from({ length: VARIANTS }, () => createVariant(shop.prisma, { stock: 1000 })),
  );
  const gone = await createVariant(shop.prisma, { stock: OVERSOLD });
  variantIds = variants.map(({ id }) => id);
  stocked = new Map([...variantIds.map((id) => [id, 1000] as const), [gone.id, 0]]);
  users = [];
  for (let i = 0; i < BUYERS / 5; i++) users.push(await createUser(shop));
  oversold = [];
  for (let i = 0; i < OVERSOLD; i++) {
    oversold.push((await openSession(shop, { variantId: gone.id, quantity: 1 })).sessionId);
  }
  const service = shop.app.get(StockService, { strict: false });
  await shop.prisma.$transaction((tx) => service.count(tx, gone.id, 0, { reason: 'CORRECTION' }));
}

function planOf(i: number): Plan {
  const pick = (n: number) => variantIds[(i * 7 + n) % VARIANTS]!;
  const user = i % 5 === 0 ? users[i / 5] : undefined;
  return {
    variantIds: [pick(0), pick(3)],
    ...(user && { user, changesMind: i % 10 === 0 }),
    ...(i % 3 !== 0 && { key: `buyer-${i}` }),
    leaves: i % 11 === 10,
    verifies: i % 4 === 1,
    delivery: (['once', 'twice', 'out_of_order', 'late'] as const)[i % 4]!,
  };
}

/** All buyers, some at a time; `progress` grows from 0 to 1. */
async function shopping(state: Shopping, progress: { now: number }): Promise<void> {
  const all = [
    ...Array.from({ length: BUYERS }, (_, i) => () => buy(state, planOf(i))),
    ...oversold.map((id) => () => pay(state, id, { delivery: 'once' })),
  ].sort(() => Math.random() - 0.5);
  const waiting = [...all];
  const one = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      await next().catch((error: unknown) => state.wrong.push(String(error)));
      progress.now = 1 - waiting.length / all.length;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

/** Ends the server again and again, at moments that nobody chose: also while it starts. */
async function killing(victim: Victim, prisma: PrismaService, progress: { now: number }): Promise<void> {
  for (let kill = 1; kill <= KILLS; kill++) {
    while (progress.now < (kill - 0.5) / (KILLS + 1)) await sleep(5);
    await sleep(Math.random() * 250);
    await victim.kill();
    await leasesLapse(prisma);
    victim.spawn();
    if (kill % 5 === 0) {
      await sleep(Math.random() * 1000);
      await victim.kill();
      victim.spawn();
    }
    await victim.ready();
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function openDatabase(): Promise<PrismaService> {
  const url = database.DATABASE_URL ?? `file:${join(dataDir, 'boulevard.db')}`;
  return openPrisma({ url, kind: url.startsWith('file:') ? 'sqlite' : 'postgresql' });
}

it(
  `loses nothing when it is killed ${KILLS} times over ${BUYERS + OVERSOLD} payments`,
  async () => {
    victim = new Victim({
      ...database,
      ...env,
      RATE_LIMIT_ENABLED: 'false',
      TCGDEX_BASE_URL: 'http://127.0.0.1:9',
    });
    const prisma = await openDatabase();
    const state: Shopping = { url: victim.url, room, cut: 0, wrong: [] };
    const progress = { now: 0 };
    try {
      victim.spawn();
      await victim.ready();
      await Promise.all([shopping(state, progress), killing(victim, prisma, progress)]);
      expect(state.wrong).toEqual([]);
      expect(state.cut).toBeGreaterThan(0);
      expect(await allDelivered(room.dataDir)).toBe(0);
      expect(await victim.stop()).toBe(0);
    } finally {
      await prisma.$disconnect();
    }

    const shop = await startApp(env, dataDir);
    try {
      // Pages whose answer was lost over a kill are ended; then those that nobody paid.
      await jobsRun(shop);
      expect(await shop.prisma.checkoutSession.count({ where: { status: 'OPENING' } })).toBe(0);
      await advanceClock(room.asShop, (HOLD_MINUTES + 2) * 60);
      expect(await allDelivered(room.dataDir)).toBe(0);
      await jobsRun(shop);
      await expectBooksToAgree(shop, await readStripe(room.stripe), stocked);
    } finally {
      await shop.close();
    }
  },
  LONG ? 420_000 : 180_000,
);
