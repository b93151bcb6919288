import { createPostgresServer } from './postgres-server.mjs';

/** Its data need not survive a crash. */
const FORGETFUL = ['fsync=off', 'full_page_writes=off', 'max_wal_size=256MB', 'autovacuum=off'];

/**
 * Starts an empty PostgreSQL in a temporary folder.
 * @param {{ durable?: boolean }} [options] `durable`: it syncs to disk as in production
 * @returns {Promise<{ url: string, pid: number, stop: () => Promise<void> }>} `stop` also removes the folder
 */
export async function startThrowawayPostgres({ durable = false } = {}) {
  const server = await createPostgresServer({ settings: durable ? [] : FORGETFUL });
  await server.start();
  return { url: server.url, pid: server.pid(), stop: server.remove };
}
