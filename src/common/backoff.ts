/** Beyond this the wait is the longest anyway, and the power stays a number. */
const MAX_DOUBLINGS = 30;

/**
 * @param failures in a row so far, at least 1
 * @returns milliseconds until the next try: the first wait, then twice as long each time, never longer than the longest
 */
export function backoffMs(failures: number, { firstMs, longestMs }: { firstMs: number; longestMs: number }): number {
  return Math.min(firstMs * 2 ** Math.min(failures - 1, MAX_DOUBLINGS), longestMs);
}
