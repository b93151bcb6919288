import { backoffMs } from '../common/backoff.js';

const RETRY = { firstMs: 30_000, longestMs: 3_600_000 };

/**
 * @param attempts how often it has been tried, at least 1
 * @param random from 0 to 1: mails that failed together don't come back together
 * @returns milliseconds until the next try: half a minute, twice as long each time, an hour at most
 */
export function mailBackoffMs(attempts: number, random = Math.random()): number {
  return Math.round(backoffMs(attempts, RETRY) * (0.8 + 0.2 * random));
}
