import type { PrismaClient } from './client.js';
import type { AppMetrics } from '../common/metrics/app-metrics.js';
import type { DatabaseConfig } from '../config/database.config.js';
import { registerPool } from './pool-state.js';
import { retryConflicts } from './retry-conflicts.js';
import { SqliteAdapterFactory } from './sqlite-adapter.js';

/**
 * The one way to the database. Its type is the client generated for SQLite; the one for PostgreSQL comes from the same
 * models and has the same methods.
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-extraneous-class -- an injection token with the client's type
export abstract class PrismaService {}
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type
export interface PrismaService extends PrismaClient {}

/** What a script needs to say; the server's configuration has all of it. */
export type DatabaseAddress = Pick<DatabaseConfig, 'url' | 'kind'> & Partial<DatabaseConfig>;

/** Milliseconds: long enough for a queue of purchases on SQLite, where one writes at a time. */
const transactionOptions = { maxWait: 15_000, timeout: 15_000 };

/** Otherwise each call notes where it came from, for messages that only a terminal shows: a tenth of what a query takes. */
const errorFormat = 'minimal';

/**
 * Opens the database that the address names; only that one's client is loaded.
 * @param metrics where the gauge of the pool is registered
 */
export async function openPrisma({ url, kind, pool }: DatabaseAddress, metrics?: AppMetrics): Promise<PrismaService> {
  if (kind === 'sqlite') {
    const { PrismaClient } = await import('../generated/sqlite/client.js');
    return new PrismaClient({ adapter: new SqliteAdapterFactory(url), transactionOptions, errorFormat });
  }
  const { PrismaClient } = await import('../generated/postgresql/client.js');
  const { PrismaPg } = await import('@prisma/adapter-pg');
  const { openPool, statementNames } = await import('./postgresql-pool.js');
  const connections = openPool(url, pool);
  if (metrics) registerPool(connections, metrics);
  const adapter = new PrismaPg(connections, { disposeExternalPool: true, statementNameGenerator: statementNames() });
  return retryConflicts(new PrismaClient({ adapter, transactionOptions, errorFormat }) as unknown as PrismaService);
}
