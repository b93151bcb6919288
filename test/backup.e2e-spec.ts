import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createPostgresServer, type PostgresServer } from '../scripts/postgres-server.mjs';
import { backupCommand, restoreCommand } from '../src/backup/backup-commands.js';
import { writeChecksums } from '../src/backup/checksums.js';
import { OperatorError } from '../src/common/errors/operator-error.js';
import { buyOrder } from './factories/paid-order.js';
import { createUser } from './factories/user.js';
import { expectConsistent } from './support/consistency.js';
import { createDatabase } from './support/postgres.js';
import { runCommand } from './support/run-command.js';
import { startApp, withEnv, type RunningApp } from './support/start-app.js';

const NEEDED = ['initdb', 'postgres', 'pg_dump', 'pg_restore'];
const DEBIAN = '/usr/lib/postgresql';

/** The programs of a whole PostgreSQL, where one is installed: the one from npm can neither dump nor restore. */
function installedPostgres(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [process.env.PG_BIN, ...versions.map((version) => join(DEBIAN, version, 'bin'))];
  return folders.find((folder) => folder && NEEDED.every((name) => existsSync(join(folder, name))));
}

/** What an operator sees of a command. */
interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

const PICTURE = `${'0123456789abcdef'.repeat(2)}.png`;
const bin = installedPostgres();
const isBuilt = existsSync('dist/backup');
const folder = mkdtempSync(join(tmpdir(), 'boulevard-backup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;
const newFolder = () => join(folder, String(++made));

/** Runs a command in this process, which is faster than a new process. */
async function run(env: Record<string, string>, command: () => Promise<string>): Promise<Outcome> {
  try {
    return { code: 0, stdout: await withEnv({ NODE_ENV: 'test', ...env }, command), stderr: '' };
  } catch (error) {
    expect(error).toBeInstanceOf(OperatorError);
    return { code: 1, stdout: '', stderr: (error as Error).message };
  }
}
const backup = (env: Record<string, string>, to = newFolder()) => run(env, () => backupCommand(to, () => undefined));
const restore = (env: Record<string, string>, from: string, force = false) =>
  run(env, () => restoreCommand({ from, as: 'same-shop', force }));

/** The folder that a backup says it made. */
const madeBy = ({ stdout, stderr }: Outcome) => {
  expect(stderr).toBe('');
  return stdout.trim().split('\n').at(-1)!;
};

/** Sells until something is over. */
async function sellingUntil<T>(shop: RunningApp, work: Promise<T>): Promise<T> {
  const state = { isOver: false };
  const done = work.finally(() => (state.isOver = true));
  while (!state.isOver) await buyOrder(shop);
  return done;
}

/** The backup holds a whole shop: consistent orders, a picture, an account that can log in. */
async function expectWholeShop(env: Record<string, string>, dataDir: string, account: { email: string }) {
  const shop = await startApp(env, dataDir);
  try {
    await expectConsistent(shop);
    expect(await shop.prisma.order.count()).toBeGreaterThan(0);
    expect((await shop.http.get(`/uploads/${PICTURE}`).expect(200)).body.toString()).toBe('a picture');
    const login = { email: account.email, password: 'Pikachu25' };
    await shop.http.post('/api/auth/login').send(login).expect(200);
    await buyOrder(shop);
    await expectConsistent(shop);
    return await shop.prisma.order.count();
  } finally {
    await shop.close();
  }
}

/** A shop with an account, an order and a picture. */
async function startShop(env: Record<string, string>, dataDir: string) {
  mkdirSync(join(dataDir, 'uploads'), { recursive: true });
  writeFileSync(join(dataDir, 'uploads', PICTURE), 'a picture');
  const shop = await startApp(env, dataDir);
  const account = await createUser(shop);
  await buyOrder(shop, { user: account });
  return { shop, account };
}

(isBuilt && !process.env.TEST_POSTGRES ? describe : describe.skip)(
  'npm run backup and npm run restore, on SQLite',
  () => {
    const dataDir = newFolder();
    const env = { DATA_DIR: dataDir, DATABASE_URL: `file:${join(dataDir, 'boulevard.db')}` };
    let shop: RunningApp;
    let account: { email: string };
    let taken: string;

    beforeAll(async () => {
      ({ shop, account } = await startShop({ DATABASE_URL: env.DATABASE_URL }, dataDir));
      taken = madeBy(await sellingUntil(shop, runCommand(['backup', '--to', newFolder()], env)));
    });
    afterAll(() => shop.close());

    it('make a whole shop of what was taken while it was selling', async () => {
      expect(readdirSync(taken).sort()).toEqual(['SHA256SUMS', 'database.db', 'shop.json', 'uploads']);
      const elsewhere = newFolder();
      const restored = await runCommand(['restore', '--from', taken, '--as', 'same-shop'], { DATA_DIR: elsewhere });
      expect(restored).toMatchObject({
        code: 0,
        stderr: '',
        stdout: expect.stringContaining('and 1 uploads to what they were'),
      });
      const orders = await expectWholeShop({ DATABASE_URL: `file:${elsewhere}/boulevard.db` }, elsewhere, account);
      expect(orders).toBeLessThanOrEqual((await shop.prisma.order.count()) + 1);
    });

    it('refuse what is there and what is in use; --force moves aside and deletes nothing', async () => {
      const target = newFolder();
      const there = { DATA_DIR: target };
      expect(await restore(env, taken)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('is there already: --force'),
      });
      expect(await restore(env, taken, true)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('stop the shop first'),
      });

      mkdirSync(join(target, 'uploads'), { recursive: true });
      writeFileSync(join(target, 'boulevard.db'), 'no database at all');
      writeFileSync(join(target, 'boulevard.db-wal'), 'of another one');
      writeFileSync(join(target, 'uploads', PICTURE), 'another picture');
      expect((await restore(there, taken)).code).toBe(1);
      const { code, stdout } = await restore(there, taken, true);
      expect(code).toBe(0);
      const aside = [...stdout.matchAll(/What was there before is in (.+)/g)].map(([, place]) => place!);
      const [database, wal] = aside;
      expect([readFileSync(database!, 'utf8'), readFileSync(wal!, 'utf8')]).toEqual([
        'no database at all',
        'of another one',
      ]);
      expect(readFileSync(join(aside.at(-1)!, PICTURE), 'utf8')).toBe('another picture');
      await expectWholeShop({ DATABASE_URL: `file:${target}/boulevard.db` }, target, account);
    });

    it('refuse a backup that is damaged, newer, or none, and leave nothing behind', async () => {
      const elsewhere = newFolder();
      const refused = async (from: string) => (await restore({ DATA_DIR: elsewhere }, from)).stderr;
      const copy = madeBy(await backup(env));
      const manifest = join(copy, 'shop.json');
      writeFileSync(
        manifest,
        readFileSync(manifest, 'utf8').replace(/"migration_name": "\d+/, '"migration_name": "2999'),
      );
      expect(await refused(copy)).toMatch(/^.* is damaged: shop.json is not what was written$/);
      await writeChecksums(copy);
      expect(await refused(copy)).toMatch(/^The backup is of a newer version than this code/);
      rmSync(join(copy, 'uploads', PICTURE));
      expect(await refused(copy)).toContain(`uploads/${PICTURE} is missing`);
      expect(await refused(dataDir)).toMatch(/^There is no backup at/);
      expect(await refused('')).toBe('--from names no folder');
      expect(existsSync(elsewhere)).toBe(false);

      const broken = join(newFolder(), 'nowhere.db');
      const to = newFolder();
      const failed = await backup({ ...env, DATABASE_URL: `file:${broken}` }, to);
      expect(failed).toMatchObject({ code: 1, stderr: `There is no database at ${broken}` });
      expect([existsSync(broken), readdirSync(to)]).toEqual([false, []]);
    });
  },
);

/** An empty database of an account that may do what it likes there, and nothing elsewhere. */
async function ownDatabase(server: string): Promise<string> {
  const own = Object.assign(new URL(await createDatabase(server)), { username: 'owner' });
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  const { rowCount } = await client.query(`SELECT FROM pg_roles WHERE rolname = 'owner'`);
  if (!rowCount) await client.query(`CREATE ROLE owner LOGIN PASSWORD '${own.password}'`);
  await client.query(`ALTER DATABASE ${own.pathname.slice(1)} OWNER TO owner`);
  await client.end();
  return own.href;
}

const why = bin ? '' : ' (skipped: pg_dump and a server to dump are not installed)';
(isBuilt && bin && !process.env.TEST_POSTGRES ? describe : describe.skip)(
  `npm run backup and npm run restore, on an installed PostgreSQL${why}`,
  () => {
    const dataDir = newFolder();
    let server: PostgresServer;
    let shop: RunningApp;
    let account: { email: string };
    let env: Record<string, string>;
    let taken: string;

    beforeAll(async () => {
      server = await createPostgresServer({ bin, settings: ['fsync=off'] });
      await server.start();
      env = { DATA_DIR: dataDir, DATABASE_URL: await ownDatabase(server.url), PG_BIN: bin! };
      ({ shop, account } = await startShop({ DATABASE_URL: env.DATABASE_URL! }, dataDir));
      taken = madeBy(await sellingUntil(shop, runCommand(['backup', '--to', newFolder()], env)));
    });
    afterAll(async () => {
      await shop.close();
      await server.remove();
    });

    it('make a whole shop of what was taken while it was selling', async () => {
      const elsewhere = newFolder();
      const target = { ...env, DATA_DIR: elsewhere, DATABASE_URL: await ownDatabase(server.url) };
      expect(await restore(target, taken)).toMatchObject({ code: 0, stderr: '' });
      const before = await expectWholeShop({ DATABASE_URL: target.DATABASE_URL }, elsewhere, account);

      expect(await restore(target, taken)).toMatchObject({ code: 1, stderr: expect.stringContaining('is not empty') });
      const forced = await restore(target, taken, true);
      expect(forced).toMatchObject({ code: 0, stdout: expect.stringContaining('in the schema before_restore_') });
      expect(await expectWholeShop({ DATABASE_URL: target.DATABASE_URL }, elsewhere, account)).toBe(before);
    });

    it('say which program is missing, too old, or failed, and leave everything as it was', async () => {
      // Opens a connection, as the pool closes idle ones.
      const orders = await shop.prisma.order.count();
      expect(await restore(env, taken, true)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('stop the shop first'),
      });
      const programs = newFolder();
      expect((await backup({ ...env, PG_BIN: programs })).stderr).toMatch(/^pg_dump is not in .* PG_BIN says/);

      mkdirSync(programs, { recursive: true });
      const install = (name: string, version: number) => {
        const script = `#!/bin/sh\n[ "$1" = --version ] && echo "${name} (PostgreSQL) ${version}.1" && exit\necho no room >&2; exit 1\n`;
        writeFileSync(join(programs, name), script);
        chmodSync(join(programs, name), 0o755);
      };
      install('pg_dump', 9);
      expect((await backup({ ...env, PG_BIN: programs })).stderr).toMatch(
        /pg_dump is of PostgreSQL 9, it must be \d+ at least/,
      );
      install('pg_dump', 99);
      const to = newFolder();
      expect((await backup({ ...env, PG_BIN: programs }, to)).stderr).toBe('pg_dump failed: no room');
      expect(readdirSync(to)).toEqual([]);

      install('pg_restore', 99);
      await shop.close();
      const failed = await restore({ ...env, PG_BIN: programs }, taken, true);
      shop = await startApp({ DATABASE_URL: env.DATABASE_URL! }, dataDir);
      expect(failed).toMatchObject({ code: 1, stderr: 'pg_restore failed: no room' });
      expect(await shop.prisma.order.count()).toBe(orders);
    });
  },
);
