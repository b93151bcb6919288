const MINUTE_MS = 60_000;
const LONGEST_MS = 60 * MINUTE_MS;

/**
 * @param attempts made so far, at least 1
 * @returns milliseconds until an event is tried again: a minute, then twice as long each time, an hour at most
 */
export function retryAfterMs(attempts: number): number {
  return Math.min(MINUTE_MS * 2 ** Math.min(attempts - 1, 10), LONGEST_MS);
}
