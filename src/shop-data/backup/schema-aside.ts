import type { PostgresqlStore } from '../copy/postgresql-store.js';

/**
 * Gives the schema another name, with all that is in it, and makes an empty one in its place. Extensions stay with the
 * name, as what is restored asks for them there.
 */
export async function moveSchemaAside(store: PostgresqlStore, schema: string, aside: string): Promise<void> {
  await inTransaction(store, [
    `ALTER SCHEMA "${schema}" RENAME TO "${aside}"`,
    `CREATE SCHEMA "${schema}"`,
    ...(await extensionsIn(store, schema)).map((name) => `ALTER EXTENSION "${name}" SET SCHEMA "${schema}"`),
  ]);
}

/** Undoes `moveSchemaAside` after nothing was put in its place. */
export async function putSchemaBack(store: PostgresqlStore, schema: string, aside: string): Promise<void> {
  await inTransaction(store, [
    ...(await extensionsIn(store, schema)).map((name) => `ALTER EXTENSION "${name}" SET SCHEMA "${aside}"`),
    `DROP SCHEMA "${schema}"`,
    `ALTER SCHEMA "${aside}" RENAME TO "${schema}"`,
  ]);
}

async function extensionsIn(store: PostgresqlStore, schema: string): Promise<string[]> {
  const sql = 'SELECT extname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE nspname = $1';
  return (await store.column(sql, [schema])) as string[];
}

/** Several statements that are sent as one are one transaction. */
async function inTransaction(store: PostgresqlStore, statements: string[]): Promise<void> {
  await store.execute(statements.join('; '));
}
