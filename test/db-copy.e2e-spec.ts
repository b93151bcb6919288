import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import pg from 'pg';
import { copyCommand } from '../src/shop-data/copy/copy-command.js';
import { cartOf, openSession } from './factories/cart.js';
import { buyOrder } from './factories/paid-order.js';
import { createPromo } from './factories/promo.js';
import { reviewOf } from './factories/review.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { allRows } from './support/all-rows.js';
import { addAwkwardRows } from './support/awkward-rows.js';
import { expectCleanBooks } from './support/money/books.js';
import { orderDesk } from './support/order-desk.js';
import { createDatabase } from './support/postgres.js';
import { paySession } from './support/sandbox.js';
import { expectWholeIndex } from './support/search-index.js';
import { startApp, type RunningApp } from './support/start-app.js';
import { stuckCopy } from './support/stuck-copy.js';

const SCRIPT = 'scripts/db-copy.mjs';

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
const copy = (from: string, to: string, ...more: string[]) =>
  copyCommand(['--from', from, '--to', to, ...more], () => undefined);

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
    await openSession(shop, { user: buyer });
    await createPromo(shop.prisma);
    await reviewOf(shop);
    answers = await answersOf(shop);
    await expectCleanBooks(shop);
  } finally {
    await shop.close();
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('npm run db:copy', () => {
  it('copies a shop that then goes on as if nothing had happened: answers, books, logins, sales', async () => {
    const target = await emptyTarget();
    expect(await copy(source, target)).toMatch(/Copied \d+ rows of \d+ tables .*; counts and checksums agree\./);
    const shop = await startApp({ DATABASE_URL: target }, folder);
    try {
      expect(await answersOf(shop)).toEqual(answers);
      if (!process.env.TEST_POSTGRES) await expectWholeIndex(shop.prisma);
      await expectCleanBooks(shop);
      const { variantId } = await openSession(shop, { user: buyer });
      const { body } = await shop.http.post('/api/checkout/create-session').send(cartOf([{ variantId, quantity: 1 }]));
      await paySession(shop, body.sessionId as string);
      await expectCleanBooks(shop);
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
    await expect(copyCommand(['--from', source], () => undefined)).rejects.toThrow('Usage: npm run db:copy');
    expect(existsSync(target.slice('file:'.length))).toBe(false);
  });

  it('stops at a shop that is still selling, and copies one moment of it with --live', async () => {
    const [live, target] = [newFile(), await emptyTarget()];
    await copy(source, live);
    const db = new Database(live.slice('file:'.length));
    const sell = () =>
      db.exec(`INSERT INTO "StripeEvent" ("id", "type") VALUES ('evt_${++files}', 'customer.created')`);
    const whileSelling = (...more: string[]) => copyCommand(['--from', live, '--to', target, ...more], sell);
    await expect(whileSelling()).rejects.toThrow(/^Stop the shop on .* first: it was written to meanwhile/);
    const before = await allRows(live);
    expect(await whileSelling('--live')).toContain('counts and checksums agree');
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
    const report = await copy(odd, target, '--mend-text');
    const { StripeEvent } = await allRows(target);
    const payload = process.env.TEST_POSTGRES ? { a: '\uFFFD🃏\uFFFD' } : { a: '\u0000🃏\ud83c' };
    expect(StripeEvent).toContainEqual(expect.objectContaining({ payload }));
    if (process.env.TEST_POSTGRES) expect(report).toContain('1 values of StripeEvent were mended.');
  });
});

(existsSync('dist/shop-data') ? describe : describe.skip)('npm run db:copy (built)', () => {
  it('leaves nothing behind when it is killed in the middle, and goes through the next time', async () => {
    const target = await emptyTarget();
    const stuck = await stuckCopy(target);
    const child = spawn(process.execPath, [SCRIPT, '--from', source, '--to', target], { stdio: 'ignore' });
    await stuck.untilWriting();
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    await stuck.release();

    expect(Object.values(await allRows(target)).flat()).toEqual([]);
    const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, '--from', source, '--to', target]);
    expect(stdout).toContain('counts and checksums agree');
    expect(await allRows(target)).toEqual(await allRows(source));
  });

  it('ends with 1 and a line, without the password, when it can’t reach one', async () => {
    const url = 'postgresql://shop:verysecret@127.0.0.1:1/shop';
    const failed = promisify(execFile)(process.execPath, [SCRIPT, '--from', source, '--to', url]);
    await expect(failed).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Not copied: 127\.0\.0\.1:1\/shop can't be reached \(ECONNREFUSED\)\n$/),
    });
  });
});
