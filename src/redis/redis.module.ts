import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { AppMetrics } from '../common/metrics/app-metrics.js';
import { redisConfig, type RedisConfig } from '../config/redis.config.js';
import type { RedisClient } from './connect-redis.js';

/** What the instances share; null without `REDIS_URL`. */
export const REDIS = Symbol('redis');

@Global()
@Module({
  providers: [
    {
      provide: REDIS,
      inject: [redisConfig.KEY, AppMetrics],
      useFactory: async ({ url }: RedisConfig, metrics: AppMetrics): Promise<RedisClient | null> => {
        if (!url) return null;
        // Its libraries are loaded only where they are used.
        const { connectRedis } = await import('./connect-redis.js');
        const client = await connectRedis(url);
        metrics.register('redis', () => ({ up: client.isReady ? 1 : 0 }));
        return client;
      },
    },
  ],
  exports: [REDIS],
})
export class RedisModule implements OnApplicationShutdown {
  constructor(@Inject(REDIS) private readonly redis: RedisClient | null) {}

  async onApplicationShutdown(): Promise<void> {
    // Waits for the commands that were sent, but not for a Redis that does not answer.
    if (this.redis?.isReady) await this.redis.close();
    else if (this.redis?.isOpen) this.redis.destroy();
  }
}
