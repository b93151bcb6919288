/** Rows in one insert. */
const BATCH = 2_000;

/**
 * Opens a migrated database to write many rows. `add` buffers rows of a table. A table is written after those named before it,
 * because its rows reference them.
 * @param {string[]} tables in the order in which they are written
 */
export async function openWriter({ url, kind }, tables) {
  const database = kind === 'sqlite' ? await openSqlite(url) : await openPostgresql(url);
  const waiting = new Map(tables.map((table) => [table, []]));
  const written = Object.fromEntries(tables.map((table) => [table, 0]));
  const flush = async () => {
    for (const [table, rows] of waiting) {
      if (rows.length) await database.insert(table, rows);
      written[table] += rows.length;
      rows.length = 0;
    }
  };
  return {
    add: async (table, rows) => {
      for (const row of rows) {
        waiting.get(table).push(row);
        if (waiting.get(table).length >= BATCH) await flush();
      }
    },
    /** @returns number of rows by table */
    close: async () => {
      await flush();
      await database.close();
      return written;
    },
  };
}

async function openSqlite(url) {
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(url.replace(/^file:/, ''));
  // Safe to skip syncs and foreign keys: after a crash the seed starts again, and its references are valid.
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  db.pragma('cache_size = -400000');
  db.exec('BEGIN');
  const statements = new Map();
  const statementOf = (table, columns) => {
    const names = columns.map((column) => `"${column}"`).join(', ');
    const sql = `INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`;
    return db.prepare(sql);
  };
  return {
    insert: (table, rows) => {
      const columns = Object.keys(rows[0]);
      if (!statements.has(table)) statements.set(table, statementOf(table, columns));
      for (const row of rows) statements.get(table).run(columns.map((column) => asSqlite(row[column])));
    },
    close: () => {
      db.exec('COMMIT');
      db.pragma('journal_mode = WAL');
      db.close();
    },
  };
}

/** As Prisma writes it. */
function asSqlite(value) {
  if (value instanceof Date) return value.toISOString().replace('Z', '+00:00');
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value ?? null);
}

async function openPostgresql(url) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('BEGIN');
  return {
    insert: (table, rows) => insertIntoPostgresql(client, table, rows),
    close: async () => {
      await client.query('COMMIT');
      await client.query('ANALYZE');
      await client.end();
    },
  };
}

/** PostgreSQL converts the JSON to rows, enums and timestamps included. All rows have the keys of the first one. */
export async function insertIntoPostgresql(client, table, rows) {
  const columns = Object.keys(rows[0])
    .map((column) => `"${column}"`)
    .join(', ');
  const sql = `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::"${table}", $1)`;
  await client.query(sql, [JSON.stringify(rows)]);
}
