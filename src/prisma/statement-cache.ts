import type Database from 'better-sqlite3';

/** Statements of a connection that are kept; an application has some hundred different ones. */
const MAX_STATEMENTS = 500;

/**
 * Keeps a connection's prepared statements: SQLite takes as long to compile one as to run it, and Prisma's adapter has
 * it compiled anew each time.
 * @param connection its `prepare` is replaced by one that knows what the adapter asks of a statement
 */
export function keepStatements(connection: Database.Database): void {
  const prepare = connection.prepare.bind(connection);
  const kept = new Map<string, Database.Statement>();

  const prepared = (sql: string): Database.Statement => {
    const known = kept.get(sql);
    const statement = known ?? prepare(sql);
    // The last one used stands last.
    kept.delete(sql);
    kept.set(sql, statement);
    if (kept.size > MAX_STATEMENTS) kept.delete(kept.keys().next().value!);
    return statement;
  };

  const prepareOnce = (sql: string) => {
    const statement = prepared(sql);
    // What better-sqlite3 binds stays bound for ever; here the values go with the call.
    const bind = (values: unknown[]) => ({
      reader: statement.reader,
      run: () => statement.run(values),
      columns: () => statement.columns(),
      raw: () => ({ all: () => statement.raw().all(values) }),
    });
    return { bind };
  };
  Object.assign(connection, { prepare: prepareOnce });
}
