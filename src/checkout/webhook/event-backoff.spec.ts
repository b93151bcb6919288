import { retryAfterMs } from './event-backoff.js';

it.each([
  [1, 1],
  [2, 2],
  [4, 8],
  [7, 60],
  [1000, 60],
])('after %i attempts an event waits %i minutes', (attempts, minutes) => {
  expect(retryAfterMs(attempts)).toBe(minutes * 60_000);
});
