import { Prisma } from './client.js';
import { tableOf } from './table-of.js';

type Models = Prisma.TypeMap['model'];
type Scalars<M extends Prisma.ModelName> = Models[M]['payload']['scalars'];
type RowInput<M extends Prisma.ModelName> = Extract<
  Models[M]['operations']['createMany']['args']['data'],
  unknown[]
>[0];

/** Prisma's defaults don't apply here: ids and times are required. */
type MadeByPrisma<M extends Prisma.ModelName> = {
  [K in keyof Scalars<M> as K extends 'id' ? K : Scalars<M>[K] extends Date ? K : never]: Scalars<M>[K];
};

export type NewRow<M extends Prisma.ModelName> = RowInput<M> & MadeByPrisma<M>;

/**
 * Inserts rows in one statement, as `createMany` does, but faster: Prisma compiles every `createMany` again, which takes
 * longer than the insert. Used for the rows of every purchase.
 * @param rows at least one; all with the keys of the first. A key without a value writes NULL, not the column's default
 * @throws errors that `isUniqueViolation` recognises
 */
export async function insertRows<M extends Prisma.ModelName>(
  tx: Prisma.TransactionClient,
  model: M,
  rows: readonly NewRow<M>[],
): Promise<void> {
  await tx.$executeRaw(insertOf(model, rows));
}

/** @returns the statement of `insertRows`, to be extended */
export function insertOf<M extends Prisma.ModelName>(model: M, rows: readonly NewRow<M>[]): Prisma.Sql {
  const [first] = rows;
  if (!first) throw new RangeError('No rows');
  const columns = Object.keys(first) as (keyof NewRow<M>)[];
  const names = columns.map((column) => `"${String(column)}"`).join(', ');
  const strings = rows.flatMap((_, index) => [
    index === 0 ? `INSERT INTO "${tableOf(model)}" (${names}) VALUES (` : '), (',
    ...Array<string>(columns.length - 1).fill(', '),
  ]);
  const values = rows.flatMap((row) => columns.map((column) => toParameter(row[column])));
  return new Prisma.Sql([...strings, ')'], values);
}

/** Both databases take JSON as text. */
function toParameter(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) return JSON.stringify(value);
  return value ?? null;
}
