import type { PostgresqlStore } from '../db-copy/postgresql-store.js';

/**
 * Moves everything in a schema into a new one. Objects of extensions stay: the restored data need them there, and only
 * their owner, perhaps the server's administrator, could move them.
 */
export async function moveSchemaAside(store: PostgresqlStore, schema: string, aside: string): Promise<void> {
  await inTransaction(store, [`CREATE SCHEMA "${aside}"`, ...(await moves(store, schema, aside))]);
}

/** Undoes `moveSchemaAside` when the restore has failed. */
export async function putSchemaBack(store: PostgresqlStore, schema: string, aside: string): Promise<void> {
  await inTransaction(store, [...(await moves(store, aside, schema)), `DROP SCHEMA "${aside}"`]);
}

/** Indexes, triggers and sequences move with their table. Routines first: types are part of their names. */
const OBJECTS = `
  SELECT format('ALTER %s %s SET SCHEMA', kind, name)
  FROM (
    SELECT 'pg_class'::regclass AS class, oid, relnamespace AS namespace, oid::regclass::text AS name,
           CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                        WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END AS kind
    FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
    UNION ALL
    SELECT 'pg_type'::regclass, oid, typnamespace, oid::regtype::text, 'TYPE'
    FROM pg_type WHERE typtype IN ('e', 'd', 'r')
    UNION ALL
    SELECT 'pg_proc'::regclass, oid, pronamespace, oid::regprocedure::text, 'ROUTINE' FROM pg_proc
  ) AS "object"
  WHERE namespace = (SELECT oid FROM pg_namespace WHERE nspname = $1)
    AND NOT EXISTS (
      SELECT 1 FROM pg_depend
      WHERE classid = class AND objid = "object".oid AND (deptype = 'e' OR (deptype IN ('a', 'i') AND kind = 'SEQUENCE'))
    )
  ORDER BY kind <> 'ROUTINE'`;

async function moves(store: PostgresqlStore, from: string, to: string): Promise<string[]> {
  const alterations = (await store.column(OBJECTS, [from])) as string[];
  return alterations.map((alteration) => `${alteration} "${to}"`);
}

/** Several statements in one query are one transaction. */
async function inTransaction(store: PostgresqlStore, statements: string[]): Promise<void> {
  await store.execute(statements.join('; '));
}
