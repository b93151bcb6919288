import { Prisma } from '../generated/sqlite/client.js';

/** A table that holds a shop's data, and its columns in a fixed order. */
export interface ModelTable {
  name: string;
  columns: string[];
}

/**
 * Every table of `prisma/models/`, as the generated client knows them: a new model is copied without being named
 * anywhere. What a database keeps for itself beside them (search indexes) is made anew by its migrations and triggers.
 */
export function modelTables(): ModelTable[] {
  const enums = Prisma as unknown as Record<string, Record<string, string>>;
  return Object.values(Prisma.ModelName).map((name) => ({
    name,
    columns: Object.values(enums[`${name}ScalarFieldEnum`]!),
  }));
}
