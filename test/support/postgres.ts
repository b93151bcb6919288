import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startThrowawayPostgres } from '../../scripts/throwaway-postgres.mjs';

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
  const name = `shop_${randomBytes(8).toString('hex')}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  const address = new URL(server);
  address.pathname = `/${name}`;
  return address.href;
}
