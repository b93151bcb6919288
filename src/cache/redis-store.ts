import KeyvRedis from '@keyv/redis';
import { Keyv } from 'keyv';
import type { RedisClient } from '../redis/connect-redis.js';

/** What one instance cached, the others need not make again. A Redis that is down is an empty cache. */
export function redisStore(client: RedisClient): Keyv {
  const options = { namespace: 'boulevard:cache', useKeyPrefix: false };
  const store = new KeyvRedis(client, { namespace: options.namespace, throwOnConnectError: false });
  const keyv = new Keyv({ store, ...options });
  // The connection logs its own errors, and the limits use it until the last request has ended.
  keyv.on('error', () => undefined);
  keyv.disconnect = () => Promise.resolve();
  return keyv;
}
