import type { DatabaseKind } from '../../config/database.config.js';
import { Prisma } from '../client.js';
import { tableOf } from '../table-of.js';

interface Column {
  table: Prisma.ModelName;
  column: string;
  /** Of a column of JSON. */
  jsonOf?: DatabaseKind;
}

/** Writes a column of many rows in one statement, by their ids. `updatedAt` stays as it is. */
export async function writeColumn(
  tx: Prisma.TransactionClient,
  { table, column, jsonOf }: Column,
  values: readonly (readonly [id: string, value: string | null])[],
): Promise<void> {
  if (values.length === 0) return;
  const rows = Prisma.join(values.map(([id, value]) => Prisma.sql`(${id}, ${value})`));
  // Both databases name the columns of VALUES column1, column2. SQLite keeps JSON as text.
  const value = Prisma.raw(jsonOf === 'postgresql' ? '"new"."column2"::jsonb' : '"new"."column2"');
  await tx.$executeRaw`
    UPDATE ${Prisma.raw(`"${tableOf(table)}"`)} SET ${Prisma.raw(`"${column}"`)} = ${value}
    FROM (VALUES ${rows}) AS "new" WHERE "id" = "new"."column1"`;
}
