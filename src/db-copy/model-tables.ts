import { Prisma } from '../prisma/client.js';
import { tableOf } from '../prisma/table-of.js';

/** A table of the models, with its columns in a fixed order. */
export interface ModelTable {
  name: string;
  columns: string[];
}

/**
 * All tables of `prisma/models/`, from the generated client: a new model is copied without a change here. The database's
 * helper tables (search indexes) are left out: migrations and triggers build them.
 */
export function modelTables(): ModelTable[] {
  const enums = Prisma as unknown as Record<string, Record<string, string>>;
  return Object.values(Prisma.ModelName).map((name) => ({
    name: tableOf(name),
    columns: Object.values(enums[`${name}ScalarFieldEnum`]!),
  }));
}
