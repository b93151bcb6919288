/**
 * Detects clients that try out ids: counts misses, and reports too many recent ones. Every miss is a call to TCGdex
 * that a list of known ids could have saved.
 */
export class GuessGuard {
  private misses: number[] = [];

  constructor(
    private readonly max: number,
    private readonly windowMs: number,
  ) {}

  noteMiss(now = Date.now()): void {
    this.misses.push(now);
    // One more than `max` tells as much as all of them.
    if (this.misses.length > this.max) this.misses.shift();
  }

  tooMany(now = Date.now()): boolean {
    const oldest = this.misses[0];
    return this.misses.length >= this.max && oldest !== undefined && now - oldest < this.windowMs;
  }
}
