import { createClient, type RedisClientType } from '@keyv/redis';
import { Logger } from '@nestjs/common';
import { ConfigError } from '../config/read-env.js';
import { withTimeout, TimeoutError } from '../common/with-timeout.js';
import { failureReason } from './failure-reason.js';

export type RedisClient = RedisClientType;

const CONNECT_TIMEOUT_MS = 3_000;
const PING_INTERVAL_MS = 500;
/** Far longer than a healthy Redis takes to answer. */
const PING_TIMEOUT_MS = 1_000;
/** The longest pause between two attempts to reconnect. */
const RECONNECT_MAX_MS = 2_000;

/**
 * Connects to Redis and reconnects when the connection is lost. Meanwhile commands fail at once instead of waiting.
 * @throws ConfigError, without the URL, when there is no usable Redis at the start
 */
export async function connectRedis(url: string): Promise<RedisClient> {
  const logger = new Logger('Redis');
  let isStarted = false;
  let isUp = false;
  const client: RedisClient = createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: CONNECT_TIMEOUT_MS,
      reconnectStrategy: (retries) => isStarted && Math.min(100 * 2 ** retries, RECONNECT_MAX_MS),
    },
  });
  client.on('ready', () => {
    if (isStarted) logger.log('Redis is back');
    isStarted = isUp = true;
  });
  client.on('error', (error: unknown) => {
    if (!isUp) return;
    isUp = false;
    const message = 'Redis is away: nothing is cached, and each instance counts its own limits, until it is back';
    logger.warn({ reason: failureReason(error) }, message);
  });
  try {
    await client.connect();
    // A Redis that wants a password takes connections without one.
    await client.ping();
  } catch (error) {
    if (client.isOpen) client.destroy();
    throw new ConfigError(`REDIS_URL names no Redis that this shop can use: ${failureReason(error)}`);
  }
  reconnectWhenSilent(client);
  return client;
}

/** A Redis that hangs keeps its connections: the client would wait for its answer for ever. */
function reconnectWhenSilent(client: RedisClient): void {
  const timer = setInterval(() => {
    if (!client.isOpen) return clearInterval(timer);
    if (!client.isReady) return;
    withTimeout(client.ping(), PING_TIMEOUT_MS).catch((error: unknown) => {
      if (!(error instanceof TimeoutError) || !client.isReady) return;
      client.destroy();
      client.emit('error', error);
      client.connect().catch(() => undefined);
    });
  }, PING_INTERVAL_MS);
  timer.unref();
}
