import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { rateLimitConfig, type RateLimitConfig } from '../../config/rate-limit.config.js';
import { LimitStore, type Allowance, type Attempt } from './limit-store.js';
import { limitsOf, type FailureScope, type Limit, type Scope } from './limits.js';
import { RateLimitExceededError } from './rate-limit.errors.js';

/** A scope and whom it counts: `['login', 'marie@example.fr 192.0.2.7']`. */
export type Counter = [scope: FailureScope, key: string];

/** Says how often is too often. With `RATE_LIMIT_ENABLED=false` nothing ever is. */
@Injectable()
export class RateLimiter {
  private readonly limits: Record<Scope, Limit>;

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
    const { resetSeconds, refused } = await this.store.hit(this.allowance(scope, key));
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
    const allowances = counters.map(([scope, key]) => this.allowance(scope, key));
    const attempt: Attempt = { id: randomUUID(), since: Date.now(), allowances };
    await this.begin(counters, attempt);
    try {
      return await work();
    } catch (error) {
      if (isFailure(error)) for (const allowance of allowances) await this.store.hit(allowance);
      throw error;
    } finally {
      await this.store.end(attempt);
    }
  }

  private async begin(counters: Counter[], attempt: Attempt): Promise<void> {
    for (;;) {
      const verdict = await this.store.begin(attempt);
      if (verdict.may === 'go') return;
      if (verdict.may === 'not') {
        const [scope] = counters[attempt.allowances.indexOf(verdict.allowance)]!;
        throw new RateLimitExceededError(scope, verdict.resetSeconds);
      }
      await verdict.until;
    }
  }

  private allowance(scope: Scope, key: string): Allowance {
    return { key: `${scope} ${key}`, ...this.limits[scope] };
  }
}
