import KeyvRedis from '@keyv/redis';
import { Keyv } from 'keyv';
import type { SharedAnswers, StoredAnswer } from '../common/response-cache/shared-answers.js';
import type { RedisClient, RedisConnection } from './redis-connection.js';
import type { SharedGeneration } from './shared-generation.js';

/** Kept answers in Redis: what one instance made, the others need not make again. */
export class RedisAnswers implements SharedAnswers {
  private opened: { client: RedisClient; keyv: Keyv<StoredAnswer> } | undefined;

  constructor(
    private readonly redis: RedisConnection,
    private readonly generation: SharedGeneration,
  ) {}

  current(): Promise<string | undefined> {
    return this.generation.current();
  }

  change(): Promise<void> {
    return this.generation.change();
  }

  async find(slot: string): Promise<{ answer: StoredAnswer; expires: number } | undefined> {
    const found = await this.redis.use((client) => this.keyv(client).getRaw(slot)).catch(() => undefined);
    return found?.value && found.expires ? { answer: found.value, expires: found.expires } : undefined;
  }

  keep(slot: string, answer: StoredAnswer, ttlMs: number): void {
    void this.redis.use((client) => this.keyv(client).set(slot, answer, ttlMs)).catch(() => undefined);
  }

  /** One for each connection. Keyv hands errors on, for the connection to notice. */
  private keyv(client: RedisClient): Keyv<StoredAnswer> {
    if (this.opened?.client !== client) {
      const store = new KeyvRedis(client, { throwOnErrors: true });
      // Keyv gives its namespace to the store, 'keyv' unless told.
      const options = { namespace: 'boulevard:answers', useKeyPrefix: false, throwOnErrors: true };
      const keyv = new Keyv<StoredAnswer>({ store, ...options });
      this.opened = { client, keyv };
    }
    return this.opened.keyv;
  }
}
