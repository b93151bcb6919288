import { OperatorError } from '../common/errors/operator-error.js';

/** The driver's messages, without a code, when the connection is lost. */
const LOST = /^(Connection terminated|Client has encountered a connection error)/;

/**
 * Errors of the system and the database (disk full, folder not writable, server gone) are for the operator to fix. Other
 * errors are bugs and stay as they are.
 */
export function toOperatorError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof OperatorError) return error;
  const { code } = error as { code?: unknown };
  const isOutside = (typeof code === 'string' && !code.startsWith('ERR_')) || LOST.test(error.message);
  return isOutside ? new OperatorError(error.message, { cause: error }) : error;
}
