import { GuessGuard } from './guess-guard.js';

describe('GuessGuard', () => {
  it('says too many after so many misses within its window, and forgets them', () => {
    const guard = new GuessGuard(3, 1000);
    guard.noteMiss(0);
    guard.noteMiss(100);
    expect(guard.tooMany(100)).toBe(false);
    guard.noteMiss(200);
    expect(guard.tooMany(900)).toBe(true);
    expect(guard.tooMany(1000)).toBe(false);
    guard.noteMiss(1000);
    expect(guard.tooMany(1000)).toBe(true);
  });
});
