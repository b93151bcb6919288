import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { RedisClient, RedisConnection } from '../../redis/redis-connection.js';
import { LimitStore, type Allowance, type Attempt, type Verdict } from './limit-store.js';
import { MemoryLimitStore } from './memory-limit-store.js';

const HITS = 'boulevard:hits';
/** Maximum and window come with each call. */
const ANY_LIMIT = { keyPrefix: HITS, points: Number.MAX_SAFE_INTEGER, duration: 60 };
const UNDER_WAY = 'boulevard:under-way:';
/** How long an attempt keeps its place at most: so long does the one of an instance that died. */
const PLACE_MS = 30_000;
/** How long an attempt waits for the others'; longer than that there is none but of instances that died. */
const PATIENCE_MS = 5_000;
/** How long to wait before asking again, with as much again by chance, so that those who wait don't come together. */
const PAUSE_MS = 20;

/**
 * Whether an attempt may begin, and if so its place: of all instances one is asked at a time. Answers 'go', 'wait', or
 * the number of the counter that is full and the milliseconds until it is not.
 * KEYS: for each counter its hits and its places; ARGV: the attempt, how long it keeps its place, each counter's maximum.
 */
const BEGIN = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local answer = 'go'
for i = 1, #KEYS / 2 do
  local hits, places, max = KEYS[2 * i - 1], KEYS[2 * i], tonumber(ARGV[i + 2])
  local count = tonumber(redis.call('GET', hits) or 0)
  if count >= max then return { i - 1, redis.call('PTTL', hits) } end
  redis.call('ZREMRANGEBYSCORE', places, '-inf', now)
  if count + redis.call('ZCARD', places) >= max then answer = 'wait' end
end
if answer == 'wait' then return answer end
for i = 2, #KEYS, 2 do
  redis.call('ZADD', KEYS[i], now + ARGV[2], ARGV[1])
  redis.call('PEXPIRE', KEYS[i], ARGV[2])
end
return answer`;

/**
 * Counts in Redis, for all instances; while it is away each counts for itself. Windows are fixed: the first hit opens one
 * for all that follow, so that a counter is one number there, however high it counts.
 */
export class SharedLimitStore extends LimitStore {
  private readonly memory = new MemoryLimitStore();
  private opened: { client: RedisClient; limiter: RateLimiterRedis } | undefined;

  constructor(private readonly redis: RedisConnection) {
    super();
  }

  hit(allowance: Allowance): Promise<{ refused: boolean; resetSeconds: number }> {
    const { key, max, windowMs } = allowance;
    return this.orInMemory(
      async (client) => {
        const options = { customDuration: windowMs / 1000 };
        const { consumedPoints, msBeforeNext } = await this.limiter(client).penalty(hashed(key), 1, options);
        return { refused: consumedPoints > max, resetSeconds: seconds(msBeforeNext) };
      },
      () => this.memory.hit(allowance),
    );
  }

  begin(attempt: Attempt): Promise<Verdict> {
    return this.orInMemory(
      (client) => this.beginThere(client, attempt),
      () => this.memory.begin(attempt),
    );
  }

  async end(attempt: Attempt): Promise<void> {
    // It may have begun while Redis was away.
    await this.memory.end(attempt);
    await this.orInMemory(
      async (client) => {
        await Promise.all(attempt.allowances.map(({ key }) => client.zRem(UNDER_WAY + hashed(key), attempt.id)));
      },
      () => Promise.resolve(),
    );
  }

  onApplicationShutdown(): void {
    this.memory.onApplicationShutdown();
  }

  private async beginThere(client: RedisClient, { id, since, allowances }: Attempt): Promise<Verdict> {
    const answer = (await client.eval(BEGIN, {
      keys: allowances.flatMap(({ key }) => [`${HITS}:${hashed(key)}`, UNDER_WAY + hashed(key)]),
      arguments: [id, String(PLACE_MS), ...allowances.map(({ max }) => String(max))],
    })) as 'go' | 'wait' | [full: number, resetMs: number];
    if (answer === 'go') return { may: 'go' };
    if (answer !== 'wait') return { may: 'not', allowance: allowances[answer[0]]!, resetSeconds: seconds(answer[1]) };
    if (Date.now() - since > PATIENCE_MS)
      return { may: 'not', allowance: allowances[0]!, resetSeconds: seconds(PATIENCE_MS) };
    return { may: 'wait', until: delay(PAUSE_MS + Math.random() * PAUSE_MS) };
  }

  private async orInMemory<T>(there: (client: RedisClient) => Promise<T>, here: () => Promise<T>): Promise<T> {
    try {
      return await this.redis.use(there);
    } catch {
      // Away, which the connection has said.
      return here();
    }
  }

  private limiter(client: RedisClient): RateLimiterRedis {
    if (this.opened?.client !== client) {
      const limiter = new RateLimiterRedis({ ...ANY_LIMIT, storeClient: client, useRedisPackage: true });
      this.opened = { client, limiter };
    }
    return this.opened.limiter;
  }
}

/** Redis is told of no e-mail and no address. */
function hashed(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

function seconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}
