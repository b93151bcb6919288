import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './start-app.js';

const run = promisify(execFile);
const NEEDED = ['initdb', 'postgres', 'pg_dump', 'pg_restore'];
const DEBIAN = '/usr/lib/postgresql';
const START_MS = 60_000;

export interface InstalledPostgres {
  /** With a password; of its first, empty database. */
  url: string;
  stop(): Promise<void>;
}

/** The programs of a whole PostgreSQL, where one is installed: the one from npm can neither dump nor restore. */
export function installedPostgres(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [process.env.PG_BIN, ...versions.map((version) => join(DEBIAN, version, 'bin'))];
  return folders.find((folder) => folder && NEEDED.every((name) => existsSync(join(folder, name))));
}

/** Starts a server of its own with the programs in a folder, as somebody else where we are root: it refuses that. */
export async function startInstalledPostgres(bin: string): Promise<InstalledPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'boulevard-pg-'));
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  const someone = process.getuid?.() === 0 ? await idsOf('postgres') : undefined;
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, 'topsecret');
  if (someone) for (const path of [folder, data, passwordFile]) chownSync(path, someone.uid, someone.gid);

  const options = [
    '--username=shop',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-sync',
  ];
  await run(join(bin, 'initdb'), [...options, '--locale=C', `--pgdata=${data}`], { ...someone, cwd: folder });
  const port = await freePort();
  const settings = [`port=${port}`, `unix_socket_directories=${folder}`, 'listen_addresses=127.0.0.1', 'fsync=off'];
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...someone,
    cwd: folder,
    stdio: 'ignore',
  });
  const exited = once(server, 'exit');
  const stop = async () => {
    server.kill('SIGINT');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `postgresql://shop:topsecret@127.0.0.1:${port}/postgres`;
  await untilReady(url).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, stop };
}

async function idsOf(user: string): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, user])).stdout)),
  );
  return { uid: uid!, gid: gid! };
}

async function untilReady(url: string): Promise<void> {
  const end = Date.now() + START_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
