/** What an operator can mend; the message says how. */
export class ShopDataError extends Error {}

/** How the driver says, without a code, that the server or the way to it is gone. */
const LOST = /^(Connection terminated|Client has encountered a connection error)/;

/**
 * A full disk, a folder that may not be written to, a server that goes away: what system or database say of it is what
 * an operator can mend. Other errors are ours and stay what they are.
 */
export function asShopDataError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ShopDataError) return error;
  const { code } = error as { code?: unknown };
  const isOutside = (typeof code === 'string' && !code.startsWith('ERR_')) || LOST.test(error.message);
  return isOutside ? new ShopDataError(error.message, { cause: error }) : error;
}
