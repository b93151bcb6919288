import { Inject, Injectable } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { sha256 } from '../../common/secrets/sha256.js';
import type { RedisClient } from '../../redis/connect-redis.js';
import { REDIS } from '../../redis/redis.module.js';

/** Maximum and window come with each call. */
const ANY_LIMIT = { keyPrefix: 'boulevard:hits', points: Number.MAX_SAFE_INTEGER, duration: 60 };

export type Hits = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/**
 * Where everything that has a limit is counted: in Redis for all instances, and in the memory of each while Redis is
 * away; without `REDIS_URL` always there. The first hit of a key opens a window for those that follow.
 */
@Injectable()
export class RateLimiterStorage implements ThrottlerStorage {
  private readonly limiter: RateLimiterAbstract;
  /** Redis gets a hash, because a key may have an e-mail address or an IP in it. */
  private readonly nameOf: (key: string) => string;

  constructor(@Inject(REDIS) redis: RedisClient | null) {
    const memory = new RateLimiterMemory(ANY_LIMIT);
    this.nameOf = redis ? sha256 : (key) => key;
    this.limiter = redis
      ? new RateLimiterRedis({
          ...ANY_LIMIT,
          storeClient: redis,
          useRedisPackage: true,
          rejectIfRedisNotReady: true,
          insuranceLimiter: memory,
        })
      : memory;
  }

  /** Counts one. A window ends when it ends, however often it is asked meanwhile. */
  async increment(key: string, windowMs: number, limit: number): Promise<Hits> {
    const options = { customDuration: windowMs / 1000 };
    const { consumedPoints, msBeforeNext } = await this.limiter.consume(this.nameOf(key), 1, options);
    const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
    const isBlocked = consumedPoints > limit;
    return {
      totalHits: consumedPoints,
      timeToExpire: seconds,
      isBlocked,
      timeToBlockExpire: isBlocked ? seconds : 0,
    };
  }

  /** Takes one back. */
  async decrement(key: string, windowMs: number): Promise<void> {
    await this.limiter.reward(this.nameOf(key), 1, { customDuration: windowMs / 1000 });
  }
}
