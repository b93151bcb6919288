import { Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import type { DatabaseConfig } from '../config/database.config.js';
import { databaseFailure } from '../common/errors/database-failure.js';

/** Milliseconds that `pg` keeps a connection that nobody uses. */
const IDLE_MS = 10_000;

/** A server that is there ends a statement by itself; one that says nothing for this much longer is not there. */
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
 * The connections to PostgreSQL, opened as they are needed, each with its time-outs. One that breaks is replaced: the
 * server may be restarted, and may be away when this is called.
 * @param onLost is told of each that broke while it was idle
 */
export function openPool(url: string, limits: PoolLimits = NO_LIMITS, onLost = warnOfLost): pg.Pool {
  const { size, connectTimeoutMs, statementTimeoutMs, lockTimeoutMs, idleTransactionTimeoutMs } = limits;
  const silenceMs = statementTimeoutMs && statementTimeoutMs + SILENCE_MS;
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: connectTimeoutMs,
    // One that nobody uses is silent as well, and is closed before that looks like a fault.
    idleTimeoutMillis: silenceMs ? Math.min(IDLE_MS, silenceMs - SILENCE_MS / 2) : IDLE_MS,
    statement_timeout: statementTimeoutMs,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: idleTransactionTimeoutMs,
    fallback_application_name: 'boulevardtcg',
    keepAlive: true,
    stream: () => socketThatGivesUp(silenceMs),
  });
  // Nobody waits for an idle connection; without a listener its end would be the process's.
  pool.on('error', onLost);
  return pool;
}

function warnOfLost(error: Error): void {
  new Logger('Database').warn({ reason: databaseFailure(error) ?? error.name }, 'A connection was lost');
}

/** A network that swallows everything answers no time-out of the server's: then the connection is ended from here. */
function socketThatGivesUp(afterMs: number): Socket {
  const socket = new Socket();
  if (afterMs) socket.setTimeout(afterMs, () => socket.destroy(new Error('Connection terminated: no answer')));
  return socket;
}
