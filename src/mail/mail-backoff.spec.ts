import { mailBackoffMs } from './mail-backoff.js';

describe('mailBackoffMs', () => {
  it('doubles from half a minute to an hour, and stays there', () => {
    const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 100, 10_000].map((attempts) => mailBackoffMs(attempts, 1) / 60_000);
    expect(minutes).toEqual([0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
  });

  it('spreads what failed together over the last fifth', () => {
    expect(mailBackoffMs(1, 0)).toBe(24_000);
  });
});
