import type Database from 'better-sqlite3';

/** Cached statements per connection; the application has a few hundred different ones. */
const MAX_STATEMENTS = 500;

/**
 * Caches a connection's prepared statements: compiling one takes SQLite as long as running it, and Prisma's adapter
 * compiles it every time.
 * @param connection its `prepare` is replaced by one with the parts of a statement that the adapter uses
 */
export function cacheStatements(connection: Database.Database): void {
  const prepare = connection.prepare.bind(connection);
  const cached = new Map<string, Database.Statement>();

  const prepared = (sql: string): Database.Statement => {
    const known = cached.get(sql);
    const statement = known ?? prepare(sql);
    // The most recently used one is last.
    cached.delete(sql);
    cached.set(sql, statement);
    if (cached.size > MAX_STATEMENTS) cached.delete(cached.keys().next().value!);
    return statement;
  };

  const prepareOnce = (sql: string) => {
    const statement = prepared(sql);
    // better-sqlite3 never unbinds values; here they go with the call.
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
