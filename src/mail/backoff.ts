const FIRST_MS = 30_000;
const LONGEST_MS = 3_600_000;

/**
 * @param attempts how often it has been tried, at least 1
 * @param random from 0 to 1: mails that failed together don't come back together
 * @returns milliseconds until the next try: half a minute, twice as long each time, an hour at most
 */
export function backoffMs(attempts: number, random = Math.random()): number {
  const wait = Math.min(FIRST_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_MS);
  return Math.round(wait * (0.8 + 0.2 * random));
}
