import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startThrowawayPostgres } from '../../scripts/throwaway-postgres.mjs';
import { migrate } from '../../src/prisma/migrate.js';

/** Name of the database that the others are copied from. */
const TEMPLATE = 'migrated';

export interface Postgres {
  /** @returns the address of a new, empty database: `startApp({ DATABASE_URL: await postgres.createDatabase() })` */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL of the tests' own, from npm; it takes some seconds. */
export async function startPostgres(): Promise<Postgres> {
  const { url, stop } = await startThrowawayPostgres();
  return { createDatabase: () => createDatabase(url), stop };
}

/** @param server the address of any database on it */
export async function createDatabase(server: string): Promise<string> {
  return connected(server, (client) => create(client, server));
}

/** As `createDatabase`, with all migrations applied: a copy of the one that the first caller makes. */
export async function createMigratedDatabase(server: string): Promise<string> {
  return connected(server, async (client) => {
    // Other test files may be at it as well. Ending the connection gives the lock back.
    await client.query('SELECT pg_advisory_lock(1)');
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (!rowCount) {
      const url = await create(client, server);
      await migrate({ url, kind: 'postgresql' });
      await client.query(`ALTER DATABASE ${nameIn(url)} RENAME TO ${TEMPLATE}`);
    }
    return create(client, server, `TEMPLATE ${TEMPLATE}`);
  });
}

/** Takes the room of one away that no app needs any more: the server may lie in memory. */
export async function dropDatabase(url: string): Promise<void> {
  const server = new URL(url);
  server.pathname = '/postgres';
  await connected(server.href, (client) => client.query(`DROP DATABASE ${nameIn(url)} WITH (FORCE)`));
}

async function connected<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function create(client: pg.Client, server: string, options = ''): Promise<string> {
  const name = `shop_${randomBytes(8).toString('hex')}`;
  await client.query(`CREATE DATABASE ${name} ${options}`);
  const address = new URL(server);
  address.pathname = `/${name}`;
  return address.href;
}

function nameIn(url: string): string {
  return new URL(url).pathname.slice(1);
}
