import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import pg from 'pg';
import { copyCommand } from '../src/db-copy/copy-command.js';
import * as enums from '../src/prisma/client.js';
import type { Prisma } from '../src/prisma/client.js';
import type { PrismaService } from '../src/prisma/prisma.service.js';
import { tableOf } from '../src/prisma/table-of.js';
import { cartOf, openSession } from './factories/cart.js';
import { buyOrder } from './factories/paid-order.js';
import { createPromo } from './factories/promo.js';
import { reviewOf } from './factories/review.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { allRows } from './support/all-rows.js';
import { expectConsistent } from './support/consistency.js';
import { orderDesk } from './support/order-desk.js';
import { createDatabase } from './support/postgres.js';
import { runCommand, runOnTerminal } from './support/run-command.js';
import { disputeCharge, paySession, settledEvents } from './support/sandbox.js';
import { expectWholeIndex } from './support/search-index.js';
import { startApp, type RunningApp } from './support/start-app.js';
import { stuckCopy } from './support/stuck-copy.js';

const CLI = 'dist/cli/main.js';

const folder = mkdtempSync(join(tmpdir(), 'boulevard-copy-'));
const sourceFile = join(folder, 'boulevard.db');
const source = `file:${sourceFile}`;
let buyer: TestUser;
let answers: unknown[];
let files = 0;

/** A new SQLite file, or a database on the PostgreSQL that the tests run on. */
const emptyTarget = async (): Promise<string> =>
  process.env.TEST_POSTGRES ? createDatabase(process.env.TEST_POSTGRES) : newFile();
const newFile = () => `file:${join(folder, `copy-${++files}.db`)}`;
const copy = (from: string, to: string, more: Partial<Parameters<typeof copyCommand>[0]> = {}) =>
  copyCommand({ from, to, as: 'same-shop', ...more }, () => undefined);

/** What buyers and visitors see. */
async function answersOf({ http }: RunningApp): Promise<unknown[]> {
  const paths = ['/api/products?limit=500', '/api/products?search=coffret', '/api/users/orders', '/api/users/profile'];
  return Promise.all(paths.map(async (path) => (await http.get(path).set(buyer.auth).expect(200)).body as unknown));
}

beforeAll(async () => {
  const shop = await startApp({ DATABASE_URL: source }, folder);
  try {
    buyer = await createUser(shop);
    const desk = orderDesk(shop, await createAdmin(shop));
    const [kept, returned] = [await buyOrder(shop, { user: buyer }), await buyOrder(shop, { user: buyer })];
    await desk.ship(kept.id).expect(200);
    await desk.give(returned.id, { lines: [{ orderItemId: returned.items[0]!.id, quantity: 1 }], restock: true });
    await desk.setStatus((await buyOrder(shop)).id, 'REFUNDED').expect(200);
    await disputeCharge(shop, kept.stripeSessionId);
    await settledEvents(shop, kept.stripeSessionId);
    await openSession(shop, { user: buyer });
    await createPromo(shop.prisma);
    await reviewOf(shop);
    answers = await answersOf(shop);
    await expectConsistent(shop);
  } finally {
    await shop.close();
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('npm run db:copy', () => {
  it('copies a shop that then goes on as if nothing had happened: answers, consistent data, logins, sales', async () => {
    const target = await emptyTarget();
    expect(await copy(source, target)).toMatch(/Copied \d+ rows of \d+ tables .*; counts and checksums agree\./);
    const shop = await startApp({ DATABASE_URL: target }, folder);
    try {
      expect(await answersOf(shop)).toEqual(answers);
      if (!process.env.TEST_POSTGRES) await expectWholeIndex(shop.prisma);
      await expectConsistent(shop);
      const { variantId } = await openSession(shop, { user: buyer });
      const { body } = await shop.http.post('/api/checkout/create-session').send(cartOf([{ variantId, quantity: 1 }]));
      await paySession(shop, body.sessionId as string);
      await expectConsistent(shop);
    } finally {
      await shop.close();
    }
  });

  it('carries every value of every table there and back, and says the same of both', async () => {
    const awkward = newFile();
    await copy(source, awkward);
    const shop = await startApp({ DATABASE_URL: awkward }, folder);
    addAwkwardRows(shop.prisma, awkward.slice('file:'.length));
    await shop.close();

    const [there, back] = [await emptyTarget(), newFile()];
    const tables = (report: string) =>
      report
        .split('\n')
        .filter((line) => /^ +\d/.test(line))
        .sort();
    const [first, second] = [await copy(awkward, there), await copy(there, back)];
    expect(tables(second)).toEqual(tables(first));
    const rows = await allRows(awkward);
    expect(Object.values(rows).every(({ length }) => length >= 3)).toBe(true);
    expect(await allRows(there)).toEqual(rows);
    expect(await allRows(back)).toEqual(rows);
  });

  it('gives another shop a new id, and leaves open sessions, payments and mails to the original', async () => {
    const target = await emptyTarget();
    await copy(source, target, { as: 'another-shop' });
    const [original, rows] = [await allRows(source), await allRows(target)];
    const idOf = ({ Installation }: typeof rows) => Installation!.map(({ installationId }) => installationId)[0];
    expect(rows.Installation).toMatchObject([{ stripeAccountId: null, jobsEnabled: false }]);
    expect(idOf(rows)).toMatch(/^[0-9a-f-]{36}$/);
    expect(idOf(rows)).not.toBe(idOf(original));

    const statuses = (of: typeof rows) => new Set(of.CheckoutSession!.map(({ status }) => status));
    expect([statuses(original), statuses(rows)]).toEqual([new Set(['PAID', 'OPEN']), new Set(['PAID'])]);
    expect([original.StockHold!.length, rows.StockHold!.length]).toEqual([1, 0]);
    expect(rows.ReconciliationProgress).toEqual([]);
    // Nobody at the copy can refund the original's payments.
    expect(original.Order!.every(({ paymentIntentId }) => paymentIntentId !== null)).toBe(true);
    expect(rows.Order!.every(({ paymentIntentId }) => paymentIntentId === null)).toBe(true);
    expect(original.Refund!.some(({ stripeRefundId }) => stripeRefundId !== null)).toBe(true);
    expect(rows.Refund!.every(({ stripeRefundId }) => stripeRefundId === null)).toBe(true);
    expect([original.Dispute!.length, rows.Dispute!.length]).toEqual([1, 0]);
    expect(original.OutboxMail!.some(({ doneAt }) => doneAt === null)).toBe(true);
    expect(rows.OutboxMail!.every(({ doneAt }) => doneAt !== null)).toBe(true);
    const shop = await startApp({ DATABASE_URL: target }, folder);
    await expectConsistent(shop);
    await shop.close();
  });

  it('refuses a target that is not empty, and leaves it alone', async () => {
    const target = await emptyTarget();
    await copy(source, target);
    const before = await allRows(target);
    await expect(copy(source, target)).rejects.toThrow(/is not empty: \w+ has \d+ rows. Nothing was changed/);
    expect(await allRows(target)).toEqual(before);
  });

  it('refuses a source of another version, one that is none, and options that make no sense', async () => {
    const [old, target] = [newFile(), newFile()];
    await copy(source, old);
    const rename = (to: string) => {
      const db = new Database(old.slice('file:'.length));
      db.prepare('UPDATE "_prisma_migrations" SET "migration_name" = ? WHERE "rowid" = 2').run(to);
      db.close();
    };
    rename('29990101000000_of_tomorrow');
    await expect(copy(old, target)).rejects.toThrow('is of a newer version than this code');
    const db = new Database(old.slice('file:'.length));
    db.exec('DELETE FROM "_prisma_migrations" WHERE "rowid" = 2');
    db.close();
    await expect(copy(old, target)).rejects.toThrow('is of an older version than this code: start the shop on it once');
    await expect(copy(newFile(), target)).rejects.toThrow('There is no database at');
    await expect(copy('mysql://a:secret@b/c', target)).rejects.toThrow(/^--from must be file:<path>/);
    const withoutTarget = await runCommand(['db:copy', '--from', source], {});
    expect(withoutTarget).toMatchObject({ code: 1, stderr: expect.stringContaining("required option '--to <url>'") });
    expect(existsSync(target.slice('file:'.length))).toBe(false);
  });

  it('stops at a shop that is still selling, and copies one moment of it with --live', async () => {
    const [live, target] = [newFile(), await emptyTarget()];
    await copy(source, live);
    const db = new Database(live.slice('file:'.length));
    const sell = () =>
      db.exec(`INSERT INTO "StripeEvent" ("id", "type") VALUES ('evt_${++files}', 'customer.created')`);
    const whileSelling = (isLive = false) =>
      copyCommand({ from: live, to: target, as: 'same-shop', live: isLive }, sell);
    await expect(whileSelling()).rejects.toThrow(/^Stop the shop on .* first: it was written to meanwhile/);
    const before = await allRows(live);
    expect(await whileSelling(true)).toContain('counts and checksums agree');
    db.close();
    expect(await allRows(target)).toEqual(before);
  });

  (process.env.TEST_POSTGRES ? it : it.skip)('stops at a PostgreSQL that somebody else is connected to', async () => {
    const live = await emptyTarget();
    await copy(source, live);
    const client = new pg.Client({ connectionString: live });
    await client.connect();
    await expect(copy(live, newFile())).rejects.toThrow(
      'first: somebody else is connected to it (1), and what it sells',
    );
    await client.end();
    expect(await copy(live, newFile())).toContain('counts and checksums agree');
  });

  it('names what PostgreSQL can’t keep, and puts U+FFFD there when it is told to', async () => {
    const [odd, target] = [newFile(), await emptyTarget()];
    await copy(source, odd);
    const db = new Database(odd.slice('file:'.length));
    db.prepare(`UPDATE "StripeEvent" SET "payload" = '{"a":"\\u0000\\ud83c\\udccf\\ud83c"}' WHERE "rowid" = 1`).run();
    db.close();
    if (process.env.TEST_POSTGRES) {
      await expect(copy(odd, target)).rejects.toThrow(/^StripeEvent.payload where id is evt_\w+ has a character/);
    }
    const report = await copy(odd, target, { mendText: true });
    const { StripeEvent } = await allRows(target);
    const payload = process.env.TEST_POSTGRES ? { a: '\uFFFD🃏\uFFFD' } : { a: '\u0000🃏\ud83c' };
    expect(StripeEvent).toContainEqual(expect.objectContaining({ payload }));
    if (process.env.TEST_POSTGRES) expect(report).toContain('1 values of StripeEvent had characters replaced.');
  });
});

(existsSync('dist/db-copy') ? describe : describe.skip)('npm run db:copy (built)', () => {
  it('leaves nothing behind when it is killed in the middle, and goes through the next time', async () => {
    const target = await emptyTarget();
    const stuck = await stuckCopy(target);
    const child = spawn(process.execPath, [CLI, 'db:copy', '--from', source, '--to', target, '--as', 'same-shop'], {
      stdio: 'ignore',
    });
    await stuck.untilWriting();
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    await stuck.release();

    expect(Object.values(await allRows(target)).flat()).toEqual([]);
    const { stdout } = await promisify(execFile)(process.execPath, [
      CLI,
      'db:copy',
      '--from',
      source,
      '--to',
      target,
      '--as',
      'same-shop',
    ]);
    expect(stdout).toContain('counts and checksums agree');
    const rows = await allRows(source);
    const [installation] = rows.Installation!;
    expect(await allRows(target)).toEqual({ ...rows, Installation: [{ ...installation, jobsEnabled: false }] });
  });

  it('asks on a terminal which shop the copy is; without one ends with 1 and a line, and copies nothing', async () => {
    const target = await emptyTarget();
    const args = ['db:copy', '--from', source, '--to', target];
    expect(await runCommand(args, {})).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Not copied: --as same-shop or --as another-shop is needed without a terminal\n',
    });
    expect(await runCommand([...args, '--as', 'the-shop'], {})).toMatchObject({
      code: 1,
      stderr: 'Not copied: --as must be same-shop or another-shop\n',
    });
    const shown = await runOnTerminal(args, {}, [{ prompt: 'The new database is', line: '' }]);
    expect(shown).toContain('counts and checksums agree');
    expect((await allRows(target)).Installation).toEqual([
      { ...(await allRows(source)).Installation![0], jobsEnabled: false },
    ]);
  });

  it('leaves scheduled jobs off; npm run jobs:enable turns them on', async () => {
    const target = await emptyTarget();
    expect(await copy(source, target)).toContain('Scheduled jobs are off there');
    const enable = () => runCommand(['jobs:enable'], { DATABASE_URL: target, DATA_DIR: folder });
    expect(await enable()).toEqual({ code: 0, stdout: expect.stringContaining('jobs are on:'), stderr: '' });
    expect((await enable()).stdout).toContain('on already');
    expect((await allRows(target)).Installation).toMatchObject([{ jobsEnabled: true }]);
  });

  it('ends with 1 and a line, without the password, when it can’t reach one', async () => {
    const url = 'postgresql://shop:verysecret@127.0.0.1:1/shop';
    const failed = promisify(execFile)(process.execPath, [
      CLI,
      'db:copy',
      '--from',
      source,
      '--to',
      url,
      '--as',
      'same-shop',
    ]);
    await expect(failed).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Not copied: 127\.0\.0\.1:1\/shop can't be reached \(ECONNREFUSED\)\n$/),
    });
  });
});

interface Field {
  name: string;
  kind: 'scalar' | 'enum' | 'object';
  type: string;
}

type Models = Record<string, { fields: Field[] }>;

const LARGEST = 2_147_483_647;
const TEXT = `l’œuvre "d'art" \\ {a,NULL} %_ \t\r\n 🃏 \u0001 \u2028 é e\u0301`;

/** For each type three values, one a row; `n` makes them unique. */
const VALUES: Record<string, (n: number) => unknown[]> = {
  String: (n) => [`${n}`, `${n} ${TEXT}`, `${n} ${'x'.repeat(20_000)}`],
  Int: () => [0, 1, LARGEST],
  Boolean: () => [0, 1, 0],
  DateTime: () => ['1970-01-01T00:00:00.000+00:00', '2026-02-28T23:59:59+02:00', '2400-12-31T23:59:59.999+00:00'],
  Json: (n) => [
    'null',
    JSON.stringify({ z: 1, a: [{ text: TEXT, n }, null, true], '': 1.5e-7 }),
    `[${n},"\\u00e9",{}]`,
  ],
};

/**
 * Three rows of every table of the models, later ones among them, with what is hard to carry over in every column; in
 * the first one nothing that need not be there.
 * @param prisma knows the models
 * @param file where the rows go
 */
function addAwkwardRows(prisma: PrismaService, file: string): void {
  const { models } = (prisma as unknown as { _runtimeDataModel: { models: Models } })._runtimeDataModel;
  const db = new Database(file);
  db.pragma('foreign_keys = ON');
  let made = 0;
  db.transaction(() => {
    db.pragma('defer_foreign_keys = ON');
    for (const [model, { fields }] of Object.entries(models)) {
      const table = tableOf(model as Prisma.ModelName);
      const scalars = fields.filter(({ kind }) => kind !== 'object');
      const { required, references } = columnsOf(db, table);
      const names = scalars.map(({ name }) => `"${name}"`).join(', ');
      const insert = db.prepare(`INSERT INTO "${table}" (${names}) VALUES (${scalars.map(() => '?').join(', ')})`);
      for (const row of [0, 1, 2]) {
        const isMissing = (name: string) => row === 0 && !required.has(name);
        const valueOf = ({ name, kind, type }: Field, index: number): unknown => {
          if (isMissing(name)) return null;
          if (index === 0 || references.has(name)) return `awkward-${row}`;
          if (kind === 'enum') return Object.values((enums as Record<string, object>)[type]!).at(-row);
          // Others must not be above it.
          return VALUES[type]!(++made)[name === 'quantity' ? 2 : row];
        };
        insert.run(scalars.map(valueOf));
      }
    }
  })();
  db.close();
}

function columnsOf(db: Database.Database, table: string) {
  const columns = db.pragma(`table_info("${table}")`) as { name: string; notnull: number }[];
  const references = db.pragma(`foreign_key_list("${table}")`) as { from: string }[];
  return {
    required: new Set(columns.filter(({ notnull }) => notnull).map(({ name }) => name)),
    references: new Set(references.map(({ from }) => from)),
  };
}
