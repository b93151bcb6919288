import { Inject, Injectable } from '@nestjs/common';
import { rateLimitConfig, type RateLimitConfig } from '../../config/rate-limit.config.js';
import { LimitStore } from './limit-store.js';
import { limitsOf, type FailureScope, type Limit, type Scope } from './limits.js';
import { RateLimitExceededError } from './rate-limit.errors.js';

/** A scope and whom it counts: `['login', 'marie@example.fr 192.0.2.7']`. */
export type Counter = [scope: FailureScope, key: string];

const NONE: ReadonlySet<Promise<void>> = new Set();

/** Says how often is too often. With `RATE_LIMIT_ENABLED=false` nothing ever is. */
@Injectable()
export class RateLimiter {
  private readonly limits: Record<Scope, Limit>;
  /** Attempts that have not ended yet, by counter. */
  private readonly underWay = new Map<string, Set<Promise<void>>>();
  /** How many attempts have ended since the start. */
  private ended = 0;

  constructor(
    @Inject(rateLimitConfig.KEY) private readonly config: RateLimitConfig,
    private readonly store: LimitStore,
  ) {
    this.limits = limitsOf(config);
  }

  get enabled(): boolean {
    return this.config.enabled;
  }

  /**
   * Counts one request.
   * @throws RateLimitExceededError when it is one too many; it tells when to come back
   */
  async take(scope: Scope, key: string): Promise<void> {
    if (!this.enabled) return;
    const { max, windowMs } = this.limits[scope];
    const { resetSeconds, refused } = await this.store.hit(`${scope} ${key}`, max, windowMs);
    if (refused) throw new RateLimitExceededError(scope, resetSeconds);
  }

  /**
   * Runs an attempt that may fail a limited number of times, such as a login. Successes are free. Attempts in parallel
   * get no more failures than attempts one by one: those that could pass the limit wait for the others to end.
   * @param counters all of them count each failure, and each can refuse
   * @param isFailure which errors of `work` count
   * @throws RateLimitExceededError without running `work`; else what `work` throws
   */
  async attempt<T>(counters: Counter[], work: () => Promise<T>, isFailure: (error: unknown) => boolean): Promise<T> {
    if (!this.enabled) return work();
    for (;;) {
      const endedBefore = this.ended;
      const room = await Promise.all(counters.map((counter) => this.room(counter)));
      // A failure may have been counted while we looked.
      if (endedBefore !== this.ended) continue;

      const full = counters.find((counter, i) => this.attemptsOf(counter).size >= room[i]!);
      if (full) {
        await Promise.race(this.attemptsOf(full));
        continue;
      }
      // In the same tick as the room was found, before anybody else takes it.
      const running = this.counting(counters, work, isFailure);
      this.track(counters, running);
      return running;
    }
  }

  /** @throws RateLimitExceededError when not one more failure is allowed */
  private async room([scope, key]: Counter): Promise<number> {
    const { max, windowMs } = this.limits[scope];
    const { hits, resetSeconds } = await this.store.peek(`${scope} ${key}`, windowMs);
    if (hits >= max) throw new RateLimitExceededError(scope, resetSeconds);
    return max - hits;
  }

  private async counting<T>(
    counters: Counter[],
    work: () => Promise<T>,
    isFailure: (error: unknown) => boolean,
  ): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (isFailure(error)) {
        for (const [scope, key] of counters) {
          const { max, windowMs } = this.limits[scope];
          await this.store.hit(`${scope} ${key}`, max, windowMs);
        }
      }
      throw error;
    }
  }

  private attemptsOf([scope, key]: Counter): ReadonlySet<Promise<void>> {
    return this.underWay.get(`${scope} ${key}`) ?? NONE;
  }

  private track(counters: Counter[], running: Promise<unknown>): void {
    const over: Promise<void> = running.then(
      () => this.forget(counters, over),
      () => this.forget(counters, over),
    );
    for (const [scope, key] of counters) {
      const attempts = this.underWay.get(`${scope} ${key}`);
      if (attempts) attempts.add(over);
      else this.underWay.set(`${scope} ${key}`, new Set([over]));
    }
  }

  private forget(counters: Counter[], over: Promise<void>): void {
    this.ended++;
    for (const [scope, key] of counters) {
      const attempts = this.underWay.get(`${scope} ${key}`);
      attempts?.delete(over);
      if (!attempts?.size) this.underWay.delete(`${scope} ${key}`);
    }
  }
}
