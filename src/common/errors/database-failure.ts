/**
 * Prisma's own codes: account refused, can't reach, database unknown, time-outs, no TLS, closed, too many connections.
 * https://www.prisma.io/docs/orm/reference/error-reference
 */
const PRISMA_CODES = /^P(?:100[0-3]|1008|101[017]|2024|2037)$/;

/** A transaction that got no connection, or took too long. Its other causes are mistakes of ours. */
const TRANSACTION_CODE = 'P2028';
const IN_TIME = /expired transaction|Unable to start a transaction in the given time/;

/** What Prisma's adapters make of an error that has no code of the database's. */
const KINDS = /^(?:DatabaseNotReachable|ConnectionClosed|SocketTimeout|TlsConnectionError)$/;

/**
 * Connections (08), accounts (28), too few of anything (53), ended by an operator or a time-out (57), the system (58); no
 * such database, a standby where the primary was, a transaction ended, a lock not got in time.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const POSTGRESQL_CODES = /^(?:(?:08|28|53|57|58)[0-9A-Z]{3}|3D000|25006|25P0[34]|55P03)$/;

/** Another process has the lock; the disk is full, can't be written or read. https://www.sqlite.org/rescode.html */
const SQLITE_CODES = /^SQLITE_(?:BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB|PROTOCOL)(?:_\w+)?$/;

/** Of the network, and of the disk that the shop writes to. */
const SYSTEM_CODES =
  /^E(?:CONNREFUSED|CONNRESET|CONNABORTED|TIMEDOUT|PIPE|HOSTUNREACH|HOSTDOWN|NETUNREACH|NETDOWN|NOTFOUND|AI_AGAIN|NOSPC|DQUOT|ROFS)$/;

/** What `pg` throws without any code. */
const MESSAGES: [RegExp, string][] = [
  [/^timeout exceeded when trying to connect$|^Connection terminated due to connection timeout$/, 'CONNECT_TIMEOUT'],
  [/^Connection terminated|^Client .* is not queryable$/, 'CONNECTION_LOST'],
  [/^Cannot use a pool after calling end on the pool$/, 'CLOSING'],
];

interface Failure {
  code?: unknown;
  message?: unknown;
  /** Prisma's way to say what the driver said. */
  meta?: { driverAdapterError?: Failure };
  cause?: { kind?: unknown; originalCode?: unknown; code?: unknown };
}

/**
 * Whether an error says that the database can't serve just now, as opposed to one about what it was asked.
 * @returns why, in a word without anything secret: a code of PostgreSQL, SQLite, Prisma or the system
 */
export function databaseFailure(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const { code, message, meta, cause } = thrown as Failure;
  return (
    driversReason(meta?.driverAdapterError?.cause) ??
    (thrown.name === 'DriverAdapterError' ? driversReason(cause) : undefined) ??
    codesReason(code, message) ??
    MESSAGES.find(([pattern]) => code === undefined && pattern.test(thrown.message))?.[1]
  );
}

function driversReason(cause: Failure['cause']): string | undefined {
  const { kind, originalCode, code } = cause ?? {};
  return (
    codesReason(originalCode) ?? codesReason(code) ?? (typeof kind === 'string' && KINDS.test(kind) ? kind : undefined)
  );
}

function codesReason(code: unknown, message?: unknown): string | undefined {
  if (typeof code !== 'string') return undefined;
  if (code === TRANSACTION_CODE) return IN_TIME.test(String(message)) ? code : undefined;
  return [PRISMA_CODES, POSTGRESQL_CODES, SQLITE_CODES, SYSTEM_CODES].some((codes) => codes.test(code))
    ? code
    : undefined;
}
