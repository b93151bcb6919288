import { Inject, Injectable } from '@nestjs/common';
import { rateLimitConfig, type RateLimitConfig } from '../../config/rate-limit.config.js';
import { RateLimitExceededError } from './rate-limit.errors.js';
import { rateLimits, type RateLimit, type Scope } from './rate-limits.js';
import { RateLimiterStorage } from './rate-limiter-storage.js';

/** What was counted of something that may yet turn out not to count. */
interface Point {
  key: string;
  windowMs: number;
  /** When the window ends that it was counted in, to the second before, in milliseconds since 1970. */
  endsAt: number;
}

/** Limits that are not a route's, such as that on failed logins. With `RATE_LIMIT_ENABLED=false` there are none. */
@Injectable()
export class RateLimiter {
  private readonly limits: Record<Scope, RateLimit>;

  constructor(
    @Inject(rateLimitConfig.KEY) private readonly config: RateLimitConfig,
    private readonly storage: RateLimiterStorage,
  ) {
    this.limits = rateLimits(config);
  }

  /**
   * Counts one.
   * @throws RateLimitExceededError when it is one too many; it tells when to come back
   */
  async consume(scope: Scope, key: string): Promise<void> {
    const { refusal } = await this.count(scope, key);
    if (refusal) throw refusal;
  }

  /** The same, where too many are no error. @returns false when it is one too many */
  async tryConsume(scope: Scope, key: string): Promise<boolean> {
    return !(await this.count(scope, key)).refusal;
  }

  /**
   * Runs an attempt that may fail a limited number of times, such as a login. It is counted before it runs, and the
   * point is returned unless it failed: so parallel attempts get no more failures than attempts one by one.
   * @param isFailure which errors of `work` stay counted
   * @throws RateLimitExceededError without running `work`; else what `work` throws
   */
  async attempt<T>(
    scope: Scope,
    key: string,
    work: () => Promise<T>,
    isFailure: (error: unknown) => boolean,
  ): Promise<T> {
    const { point, refusal } = await this.count(scope, key);
    if (refusal) {
      await this.reward(point);
      throw refusal;
    }
    let failed = false;
    try {
      return await work();
    } catch (error) {
      failed = isFailure(error);
      throw error;
    } finally {
      if (!failed) await this.reward(point);
    }
  }

  private async count(scope: Scope, key: string): Promise<{ point?: Point; refusal?: RateLimitExceededError }> {
    if (!this.config.enabled) return {};
    const { max, windowMs } = this.limits[scope];
    const point = { key: `${scope} ${key}`, windowMs };
    const { isBlocked, timeToExpire } = await this.storage.increment(point.key, windowMs, max);
    return {
      point: { ...point, endsAt: Date.now() + (timeToExpire - 1) * 1000 },
      refusal: isBlocked ? new RateLimitExceededError(scope, timeToExpire, max) : undefined,
    };
  }

  /** Returns a point, unless its window is over, and with it what was counted. */
  private async reward(point: Point | undefined): Promise<void> {
    if (point && Date.now() < point.endsAt) await this.storage.decrement(point.key, point.windowMs);
  }
}
