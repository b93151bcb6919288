import { backoffMs } from './backoff.js';

describe('backoffMs', () => {
  it('doubles from the first wait to the longest, and stays there', () => {
    const waits = [1, 2, 3, 6, 7, 8, 100, 10_000].map((failures) => backoffMs(failures, { firstMs: 1, longestMs: 60 }));
    expect(waits).toEqual([1, 2, 4, 32, 60, 60, 60, 60]);
  });
});
