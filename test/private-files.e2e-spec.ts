import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import Database from 'better-sqlite3';
import { readMigrations } from '../src/prisma/migrations.js';
import { migrateSqlite } from '../src/prisma/migrate-sqlite.js';
import { startProcess } from './support/start-process.js';

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('the files of a shop', () => {
  const folder = mkdtempSync(join(tmpdir(), 'boulevard-private-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are readable by their owner alone after a start, those of an earlier version too', async () => {
    const dataDir = join(folder, 'data');
    const database = join(dataDir, 'boulevard.db');
    mkdirSync(join(dataDir, 'outbox'), { recursive: true });
    new Database(database).pragma('journal_mode = WAL');
    writeFileSync(join(dataDir, 'outbox', 'old.eml'), '');
    for (const path of [dataDir, join(dataDir, 'outbox')]) chmodSync(path, 0o755);
    for (const path of [database, join(dataDir, 'outbox', 'old.eml')]) chmodSync(path, 0o644);

    const port = await getPort();
    // Started elsewhere, as npm does it.
    const shop = startProcess({ DATA_DIR: dataDir, PORT: String(port) }, [
      'sh',
      '-c',
      'umask 022; cd /; exec "$@"',
      'sh',
    ]);
    try {
      const until = Date.now() + 30_000;
      const written = () => readdirSync(join(dataDir, 'outbox')).filter((name) => /^[^.].*\.eml$/.test(name)).length;
      while (!shop.output().includes('Sandbox     ') && Date.now() < until) await pause();
      const body = { email: 'camille@boulevard.test', username: 'camille', password: 'Rayquaza2026' };
      const headers = { 'Content-Type': 'application/json' };
      await fetch(`http://127.0.0.1:${port}/api/auth/register`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      while (written() < 2 && Date.now() < until) await pause();
      // The old one and that of the new account; the demo data may write others.
      expect(written()).toBeGreaterThanOrEqual(2);

      const folders = ['outbox', 'uploads'];
      expect([dataDir, ...folders.map((name) => join(dataDir, name))].map(modeOf)).toEqual(['700', '700', '700']);
      const names = readdirSync(dataDir).filter((name) => !folders.includes(name));
      expect(names).toEqual(
        expect.arrayContaining([
          'boulevard.db',
          'boulevard.db-wal',
          'boulevard.db-shm',
          'boulevard.db.lock',
          'secrets.json',
          'sandbox.db',
        ]),
      );
      for (const name of names) expect([name, modeOf(join(dataDir, name))]).toEqual([name, '600']);
      const mail = readdirSync(join(dataDir, 'outbox')).find((name) => name !== 'old.eml')!;
      expect(modeOf(join(dataDir, 'outbox', mail))).toBe('600');
    } finally {
      shop.kill('SIGKILL');
      await shop.exit;
    }
  });

  it('are private where a database lies in a folder of others, which stays as it is', async () => {
    const shared = join(folder, 'shared');
    mkdirSync(shared);
    chmodSync(shared, 0o755);
    const file = join(shared, 'new', 'shop.db');
    migrateSqlite(`file:${file}`, await readMigrations('sqlite'));
    expect([shared, join(shared, 'new'), file].map(modeOf)).toEqual(['755', '700', '600']);
  });
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
