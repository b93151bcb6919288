import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { openPrisma, type PrismaService } from '../../src/prisma/prisma.service.js';
import { startSandboxServer, WEBHOOK_SECRET, type SandboxServer } from '../support/sandbox-server.js';
import { advanceClock } from '../support/sandbox.js';
import { startApp } from '../support/start-app.js';
import type { Shopping } from './buyers.js';
import { goThroughDay, prepareDay, type Day } from './day.js';
import { allDelivered } from './deliveries.js';
import { jobsRun, leasesLapse } from './time.js';
import { expectTotalsToAgree, readStripe } from './totals.js';
import { Victim } from './victim.js';

/** `CHAOS=1` (npm run test:chaos) is the long form. */
const LONG = process.env.CHAOS !== undefined;
const BUYERS = LONG ? 450 : 28;
const OVERSOLD = LONG ? 60 : 4;
const KILLS = LONG ? 20 : 2;
const HOLD_MINUTES = 35;

let dataDir: string;
let sandbox: SandboxServer;
let env: Record<string, string>;
let day: Day;
let victim: Victim | undefined;
let database: Record<string, string>;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'boulevard-crash-'));
  const port = await getPort();
  sandbox = await startSandboxServer({
    webhookUrl: `http://127.0.0.1:${port}/api/checkout/webhook`,
    // Again and again until it is taken, as Stripe does, only sooner.
    retrySeconds: new Array<number>(1000).fill(0.2),
    // A kill finds calls under way.
    latencyMs: 5,
  });
  env = {
    PORT: String(port),
    STRIPE_API_BASE: sandbox.base,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STOCK_HOLD_MINUTES: String(HOLD_MINUTES),
    OVERSOLD_RETRY_MINUTES: '0',
  };
  const shop = await startApp(env, dataDir);
  day = await prepareDay(shop, BUYERS, OVERSOLD);
  database = shop.env;
  await shop.close();
});
afterAll(async () => {
  await victim?.kill();
  await sandbox.close();
  rmSync(dataDir, { recursive: true, force: true });
});

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
    const state: Shopping = { url: victim.url, sandbox, cut: 0, wrong: [] };
    const progress = { now: 0 };
    try {
      victim.spawn();
      await victim.ready();
      await Promise.all([goThroughDay(day, state, progress), killing(victim, prisma, progress)]);
      expect(state.wrong).toEqual([]);
      expect(state.cut).toBeGreaterThan(0);
      expect(await allDelivered(sandbox.dataDir)).toBe(0);
      expect(await victim.stop()).toBe(0);
    } finally {
      await prisma.$disconnect();
    }

    const shop = await startApp(env, dataDir);
    try {
      // Pages whose answer was lost over a kill are ended; then those that nobody paid.
      await jobsRun(shop);
      expect(await shop.prisma.checkoutSession.count({ where: { status: 'OPENING' } })).toBe(0);
      await advanceClock(sandbox.asShop, (HOLD_MINUTES + 2) * 60);
      expect(await allDelivered(sandbox.dataDir)).toBe(0);
      await jobsRun(shop);
      await expectTotalsToAgree(shop, await readStripe(sandbox.stripe), day.stocked);
    } finally {
      await shop.close();
    }
  },
  LONG ? 600_000 : 180_000,
);
