import { isDeepStrictEqual } from 'node:util';

const PAUSE_MS = 50;

/** Asks again and again until the answer is that one; fails with the last answer otherwise. */
export async function eventually<T>(ask: () => T | Promise<T>, expected: T, withinMs = 60_000): Promise<void> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (isDeepStrictEqual(answer, expected)) return;
    if (Date.now() > end) throw new Error(`Still ${JSON.stringify(answer)}, not ${JSON.stringify(expected)}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
