import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { cacheConfig, type CacheConfig } from '../config/cache.config.js';
import { databaseConfig, type DatabaseConfig } from '../config/database.config.js';
import type { RedisClient } from '../redis/connect-redis.js';
import { REDIS } from '../redis/redis.module.js';

const VERSION_KEY = 'boulevard:cache-version';
/** Exists while an instance may still be on its way back to Redis. */
const RETURNING_KEY = 'boulevard:cache-returning';
/** Longer than an instance needs to come back: a pause of 2 s, and 3 s to connect. */
const RETURNING_MS = 6_000;

/**
 * Names the state of the catalogue that cached responses were made from. It is part of their key, so a change makes all
 * of them unreachable at once. In Redis it is a random text: none repeats, whatever Redis forgets or is restored from.
 */
@Injectable()
export class CacheVersion {
  private readonly isEnabled: boolean;
  /** Changes made by this process, and how many of them Redis knows. At the start one may have been missed. */
  private changes = 1;
  private published = 0;
  private wasLost = false;

  constructor(
    @Inject(REDIS) private readonly redis: RedisClient | null,
    @Inject(cacheConfig.KEY) { ttlMs }: CacheConfig,
    @Inject(databaseConfig.KEY) { kind }: DatabaseConfig,
  ) {
    // On PostgreSQL another instance may change the catalogue: without Redis nobody would know.
    this.isEnabled = ttlMs > 0 && (kind === 'sqlite' || redis !== null);
    redis?.on('error', () => {
      this.published = 0;
      this.wasLost = true;
    });
  }

  /**
   * Ask before the first read from the database.
   * @returns undefined when nothing may be answered from the cache or stored in it
   */
  async current(): Promise<string | undefined> {
    if (!this.isEnabled) return undefined;
    if (!this.redis) return String(this.changes);
    // A change of this process that Redis does not know: publish it, and leave the cache alone meanwhile.
    if (this.published !== this.changes) {
      await this.publish(this.redis);
      return undefined;
    }
    const [version, returning] = await this.redis.mGet([VERSION_KEY, RETURNING_KEY]).catch(() => []);
    // Redis was emptied.
    if (version === null) await this.invalidate();
    return returning ? undefined : (version ?? undefined);
  }

  /**
   * Call it after each commit that changes what the public catalogue shows, and wait for it before you answer: no read
   * that starts later, on any instance, gets a response from before.
   */
  async invalidate(): Promise<void> {
    this.changes += 1;
    if (this.redis) await this.publish(this.redis);
  }

  /** While Redis is down nothing is cached, and the first read after its return publishes what was missed. */
  private async publish(redis: RedisClient): Promise<void> {
    const upTo = this.changes;
    try {
      // Instances come back one after the other, and one that is still away can't publish a change: wait for the last.
      if (this.wasLost) await redis.set(RETURNING_KEY, '1', { expiration: { type: 'PX', value: RETURNING_MS } });
      this.wasLost = false;
      await redis.set(VERSION_KEY, randomBytes(12).toString('base64url'));
      this.published = Math.max(this.published, upTo);
    } catch {
      // Logged by the connection.
    }
  }
}
