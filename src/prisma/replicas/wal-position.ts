import type { Prisma } from '../../generated/sqlite/client.js';

/** A point in the history of a PostgreSQL: what was committed before it was asked for lies before it. */
export interface WalPosition {
  /** Of the primary and all copies of it, and of no other server. */
  system: string;
  /** Another one after each failover: numbers of one say nothing about what is on another. */
  timeline: number;
  /** In the write-ahead log. */
  lsn: string;
}

/** What keeps a server from answering in the primary's place; `behind` passes by itself. */
export type Unfit =
  'behind' | 'no replica' | 'a replica of another database' | 'on another timeline' | 'not READ COMMITTED by default';

/**
 * Where the primary is now. The end of what has been inserted into its log, as a commit under `synchronous_commit = off`
 * is answered before it is written or flushed. That may be some bytes more than there is to replay (the head of a page
 * that nothing is on yet): then a replica seems to be behind until something else is written, and no harm is done.
 */
export async function positionOf(primary: Prisma.TransactionClient): Promise<WalPosition> {
  const [position] = await primary.$queryRaw<WalPosition[]>`
    SELECT (SELECT "system_identifier"::text FROM pg_control_system()) AS "system",
      ('x' || left(pg_walfile_name("lsn"), 8))::bit(32)::int AS "timeline", "lsn"::text AS "lsn"
    FROM pg_current_wal_insert_lsn() AS "lsn"`;
  return position!;
}

/**
 * Whether a statement that is sent after this, on the same connection, sees all that lies before a position: a replica
 * counts a record of the log once its effect can be seen. Under READ COMMITTED, where each statement sees what was there
 * when it began, and not when its transaction did. The timeline is that of the last restart point: after a failover a
 * replica is found unfit for some minutes, never fit too early.
 * @returns nothing when it does
 */
export async function unfitness(replica: Prisma.TransactionClient, position: WalPosition): Promise<Unfit | undefined> {
  const { system, timeline, lsn } = position;
  const [state] = await replica.$queryRaw<{ reason: Unfit | '' }[]>`
    SELECT CASE
      WHEN NOT pg_is_in_recovery() THEN 'no replica'
      WHEN (SELECT "system_identifier"::text FROM pg_control_system()) <> ${system} THEN 'a replica of another database'
      WHEN (SELECT "timeline_id" FROM pg_control_checkpoint()) <> ${timeline} THEN 'on another timeline'
      WHEN current_setting('transaction_isolation') <> 'read committed' THEN 'not READ COMMITTED by default'
      WHEN pg_last_wal_replay_lsn() >= ${lsn}::pg_lsn THEN ''
      ELSE 'behind' END AS "reason"`;
  return state!.reason || undefined;
}
