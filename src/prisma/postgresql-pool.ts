import { Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import type { DatabaseConfig } from '../config/database.config.js';
import { databaseFailure } from '../common/errors/database-failure.js';

/** How long `pg` keeps an idle connection, in milliseconds. */
const IDLE_MS = 10_000;

/** A reachable server ends a slow statement itself. One that is silent for this much longer is unreachable. */
const SILENCE_MS = 5_000;

export type PoolLimits = DatabaseConfig['pool'];

/** For scripts. */
const NO_LIMITS: PoolLimits = {
  size: 10,
  connectTimeoutMs: 10_000,
  statementTimeoutMs: 0,
  lockTimeoutMs: 0,
  idleTransactionTimeoutMs: 0,
};

/**
 * The connections to PostgreSQL, opened on demand, each with timeouts. Broken ones are replaced: the server may
 * restart, or be down at first.
 */
export function openPool(url: string, limits: PoolLimits = NO_LIMITS): pg.Pool {
  const { size, connectTimeoutMs, statementTimeoutMs, lockTimeoutMs, idleTransactionTimeoutMs } = limits;
  const silenceMs = statementTimeoutMs && statementTimeoutMs + SILENCE_MS;
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: connectTimeoutMs,
    // An idle connection is silent as well, and is closed before that looks like a fault.
    idleTimeoutMillis: silenceMs ? Math.min(IDLE_MS, silenceMs - SILENCE_MS / 2) : IDLE_MS,
    statement_timeout: statementTimeoutMs,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: idleTransactionTimeoutMs,
    fallback_application_name: 'boulevardtcg',
    keepAlive: true,
    stream: () => socketThatGivesUp(silenceMs),
  });
  // Without a listener, the error of an idle connection would end the process.
  pool.on('error', warnOfLost);
  return pool;
}

function warnOfLost(error: Error): void {
  new Logger('Database').warn({ reason: databaseFailure(error) ?? error.name }, 'A connection was lost');
}

/** When the network drops all packets, the server's timeout has no effect: the client ends the connection. */
function socketThatGivesUp(afterMs: number): Socket {
  const socket = new Socket();
  if (afterMs) socket.setTimeout(afterMs, () => socket.destroy(new Error('Connection terminated: no answer')));
  return socket;
}

/** Each connection keeps its prepared statements until it ends. */
const MAX_STATEMENTS = 500;

/** Lists of values have a text for each length. */
const MAX_TEXT = 2_000;

/** Names statements, so that PostgreSQL parses each once a connection, not at every call. */
export function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size === MAX_STATEMENTS || sql.length > MAX_TEXT) return '';
    const name = `shop-${names.size}`;
    names.set(sql, name);
    return name;
  };
}
