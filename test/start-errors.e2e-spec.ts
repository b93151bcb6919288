import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import Database from 'better-sqlite3';
import type { PoolLimits } from '../src/prisma/postgresql-pool.js';
import { migrate } from '../src/prisma/migrate.js';
import { MigrationError } from '../src/prisma/migrations.js';
import { startProcess } from './support/start-process.js';

const folder = mkdtempSync(join(tmpdir(), 'boulevard-errors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
const newFile = () => join(folder, `${(made += 1)}.db`);
const onSqlite = (file: string, mayBeNewer = false) => migrate({ url: `file:${file}`, kind: 'sqlite', mayBeNewer });

describe('an unusable SQLite file stops the start and stays unchanged', () => {
  const expectRefused = async (file: string, why: RegExp) => {
    const before = readFileSync(file);
    const refusal = await onSqlite(file).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(MigrationError);
    expect((refusal as Error).message).toMatch(why);
    expect((refusal as Error).message).not.toContain('\n');
    expect(readFileSync(file).equals(before)).toBe(true);
  };
  const change = (file: string, sql: string) => {
    const db = new Database(file);
    db.exec(sql);
    db.pragma('journal_mode = DELETE');
    db.close();
  };

  it('a file that is no database', async () => {
    const file = newFile();
    writeFileSync(file, 'Pikachu, Raichu and nothing else that SQLite could read, for long enough to have a header');
    await expectRefused(file, /no SQLite database \(SQLITE_NOTADB\)/);
  });

  it('a damaged database', async () => {
    const file = newFile();
    await onSqlite(file);
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill('x', 4096 * 2, 4096 * 40));
    await expectRefused(file, /damaged; restore the backup/);
  });

  it('a database with the tables of another program', async () => {
    const file = newFile();
    change(file, 'CREATE TABLE "recipe" ("id" INTEGER); INSERT INTO "recipe" VALUES (1)');
    await expectRefused(file, /tables of something else/);
  });

  it('a database migrated by a newer version, unless the configuration allows it', async () => {
    const file = newFile();
    await onSqlite(file);
    change(
      file,
      `INSERT INTO "_prisma_migrations" SELECT 'x', "checksum", "finished_at", '29990202000000_more', "logs",
         "rolled_back_at", "started_at", 1 FROM "_prisma_migrations" LIMIT 1`,
    );
    await expectRefused(file, /newer than this version.*29990202000000_more.*DATABASE_ALLOW_NEWER/);
    await onSqlite(file, true);
  });

  it('a database with an interrupted migration', async () => {
    const file = newFile();
    await onSqlite(file);
    change(file, `UPDATE "_prisma_migrations" SET "finished_at" = NULL WHERE "rowid" = 2`);
    await expectRefused(file, /stopped half-way; restore the backup/);
  });

  it('a folder in place of the file, and a file in place of the folder', async () => {
    const place = newFile();
    mkdirSync(place);
    await expect(onSqlite(place)).rejects.toThrow(/can’t be opened.*\(SQLITE_CANTOPEN/);
    const file = newFile();
    writeFileSync(file, '');
    await expect(onSqlite(join(file, 'shop.db'))).rejects.toThrow(/can’t be opened.*\((EEXIST|ENOTDIR)\)/);
  });
});

it('a driver that was compiled for another Node.js stops the start with one line', async () => {
  const otherNode = join(folder, 'other-node.cjs');
  const source = `const load = process.dlopen.bind(process);
    process.dlopen = (module, file, ...flags) => {
      if (!file.includes('better_sqlite3')) return load(module, file, ...flags);
      throw Object.assign(new Error('compiled against a different Node.js version'), { code: 'ERR_DLOPEN_FAILED' });
    };`;
  writeFileSync(otherNode, source);
  const dataDir = mkdtempSync(join(folder, 'data-'));
  const { errors, exit } = startProcess({ DATA_DIR: dataDir, NODE_OPTIONS: `--require ${otherNode}` });
  expect(await exit).toEqual([1, null]);
  expect(errors()).toBe('Not started: a package was built for another Node.js; run npm ci with this one\n');
});

describe('a DATABASE_URL where no PostgreSQL answers stops the start', () => {
  const pool = { connectTimeoutMs: 300 } as PoolLimits;
  const on = (port: number) =>
    migrate({ url: `postgresql://shop:hunter2@127.0.0.1:${port}/shop`, kind: 'postgresql', pool });

  it('a port where no server listens', async () => {
    await expect(on(await getPort())).rejects.toThrow(/^the database [^\n]+ can't be reached \(ECONNREFUSED\)$/);
  });

  it.each([
    ['speaks HTTP', (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')],
    ['hangs up', (socket: Socket) => socket.destroy()],
    ['is silent', () => undefined],
  ])('a server that %s', async (_, answer) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => answer(socket));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await expect(on((server.address() as { port: number }).port)).rejects.toThrow(/can't be reached \(.+\)$/);
    server.close();
  });
});

/** Mounts a disk that nobody else sees; not everywhere are we let. */
const canMount = (() => {
  try {
    execFileSync('unshare', ['--map-root-user', '--mount', 'mount', '-t', 'tmpfs', 'none', folder], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
})();
(canMount ? describe : describe.skip)('the process, on a disk of its own (skipped where none can be mounted)', () => {
  const startOn = async (options: string, prepare = 'true') => {
    const dataDir = mkdtempSync(join(folder, 'data-'));
    const script = `mount -t tmpfs -o size=1m none . && cd "$PWD" && ${prepare} && mount -o remount,${options} . && exec "$@"`;
    const wrapper = ['unshare', '--map-root-user', '--mount', 'sh', '-c', script, 'sh'];
    const { errors, output, exit } = startProcess({ DATA_DIR: dataDir, PORT: String(await getPort()) }, wrapper);
    expect(await exit).toEqual([1, null]);
    expect(output()).toBe('');
    expect(readdirSync(dataDir)).toEqual([]);
    return errors();
  };

  it('that is read-only, says so in one line and exits with 1', async () => {
    expect(await startOn('ro')).toMatch(/^Not started: the SQLite file [^\n]+ not be written \(SQLITE_CANTOPEN\)\n$/);
  });

  it('that is read-only where the SQLite file lies, says so in one line and exits with 1', async () => {
    const secrets = JSON.stringify({
      jwtSecret: 'a'.repeat(64),
      jwtRefreshSecret: 'b'.repeat(64),
      webhookSecret: 'whsec_c',
    });
    const errors = await startOn('ro', `echo '${secrets}' > secrets.json`);
    expect(errors).toMatch(/^Not started: the SQLite file [^\n]+\((SQLITE_CANTOPEN|SQLITE_READONLY)\w*\)\n$/);
  });

  it('that is full, says so in one line and exits with 1', async () => {
    expect(await startOn('size=64k')).toMatch(/^Not started: the disk with the SQLite file is full \(SQLITE_FULL\)\n$/);
  });
});
