import { randomUUID } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { importEmbeddedPostgres } from '../../../scripts/throwaway-postgres.mjs';
import { freePort } from '../start-app.js';

/** The standby broke a statement off, as it kept something from being replayed. */
const CONFLICT = '40001';

export interface LoggingServer {
  url: string;
  /** What it was sent since this was last asked, in its own words. */
  sent(): Promise<string[]>;
  query<T extends pg.QueryResultRow>(sql: string): Promise<T[]>;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** A PostgreSQL and a streaming replica of it, both of one test's own. */
export interface ReplicatedServers {
  primary: LoggingServer;
  standby: LoggingServer;
  remove(): Promise<void>;
}

export async function startReplicatedServers(): Promise<ReplicatedServers> {
  const folder = mkdtempSync(join(tmpdir(), 'boulevard-replicated-'));
  // The servers run as a user of their own where we are root.
  execFileSync('chmod', ['755', folder]);
  const [first, second] = [join(folder, 'primary'), join(folder, 'standby')];
  const primary = await serverIn(first);
  await primary.initialise();
  // A copy of a server that never ran is as good as a base backup, and needs no pg_basebackup, which npm doesn't bring.
  execFileSync('cp', ['-a', first, second]);
  const signal = join(second, 'standby.signal');
  writeFileSync(signal, '');
  const { uid, gid } = statSync(first);
  chownSync(signal, uid, gid);
  const { hostname, port, username, password } = new URL(primary.url);
  const conninfo = `host=${hostname} port=${port} user=${username} password=${password}`;
  const standby = await serverIn(second, [
    // What a read of the standby's keeps from being replayed ends the read at once.
    ...['primary_conninfo=' + conninfo, 'wal_retrieve_retry_interval=100ms', 'max_standby_streaming_delay=0'],
  ]);
  await primary.start();
  await standby.start();
  return {
    primary,
    standby,
    remove: async () => {
      await standby.stop();
      await primary.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function serverIn(folder: string, settings: string[] = []) {
  const port = await freePort();
  const url = `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`;
  const EmbeddedPostgres = await importEmbeddedPostgres();
  let log = '';
  let isReady: () => void = () => undefined;
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: true,
    initdbFlags: ['--no-sync'],
    postgresFlags: ['fsync=off', 'log_statement=all', ...settings].flatMap((setting) => ['-c', setting]),
    onLog: (message) => {
      log += message;
      if (/ready to accept (read-only )?connections/.test(message)) isReady();
    },
    onError: () => {},
  });
  const query = async <T extends pg.QueryResultRow>(sql: string): Promise<T[]> => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<T>(sql)).rows;
    } catch (error) {
      if ((error as { code?: unknown }).code !== CONFLICT) throw error;
    } finally {
      await client.end();
    }
    return query(sql);
  };
  return {
    url,
    initialise: () => server.initialise(),
    sent: async () => {
      // A line may come later than the answer, but none later than that of a later statement.
      const mark = `SELECT '${randomUUID()}'`;
      await query(mark);
      while (!log.includes(mark)) await new Promise((resolve) => setTimeout(resolve, 5));
      const [before = ''] = log.split(mark);
      log = '';
      return before
        .split(/\n(?=\S)/)
        .flatMap((line) => /LOG: {2}(?:statement|execute [^:]+): (.+)/s.exec(line)?.[1] ?? []);
    },
    query,
    stop: () => server.stop(),
    // It knows a standby's first line not, and waits for ever.
    start: () =>
      new Promise<void>((resolve, reject) => {
        isReady = resolve;
        server.start().then(resolve, () => reject(new Error(`PostgreSQL did not start: ${log}`)));
      }),
  };
}
