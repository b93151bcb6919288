import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Measures } from '../common/measures/measures.js';
import { redisConfig, type RedisConfig } from '../config/redis.config.js';
import type { Redis } from './open-redis.js';

/** What the instances share; null without `REDIS_URL`. */
export const REDIS = Symbol('redis');

@Global()
@Module({
  providers: [
    {
      provide: REDIS,
      inject: [redisConfig.KEY, Measures],
      useFactory: async ({ url }: RedisConfig, measures: Measures): Promise<Redis | null> => {
        if (!url) return null;
        // Its libraries are loaded only where they are used.
        const { openRedis } = await import('./open-redis.js');
        const redis = await openRedis(url);
        measures.offer('redis', () => ({ up: redis.connection.isUp ? 1 : 0 }));
        return redis;
      },
    },
  ],
  exports: [REDIS],
})
export class RedisModule implements OnApplicationShutdown {
  constructor(@Inject(REDIS) private readonly redis: Redis | null) {}

  async onApplicationShutdown(): Promise<void> {
    await this.redis?.connection.close();
  }
}
