import { randomBytes } from 'node:crypto';
import { ALL_BACK_MS, type RedisClient, type RedisConnection } from './redis-connection.js';

const KEY = 'boulevard:generation';
/** There for as long as somebody may still be on the way back to Redis. */
const RETURNING_KEY = 'boulevard:returning';

/**
 * Names the state of the data that kept answers were made from: a random text in Redis, and another one after each
 * change. Random, so that none comes again whatever Redis forgets or is restored from.
 */
export class SharedGeneration {
  /** What this process changed, counted, and up to where Redis was told. It starts as if something had been missed. */
  private changes = 1;
  private told = 0;
  /** How many times it is being told just now. */
  private telling = 0;
  /** The question on its way to Redis, and the one to be sent after it. */
  private asking: Promise<unknown> = Promise.resolve();
  private next: Promise<string | undefined> | undefined;

  constructor(private readonly redis: Pick<RedisConnection, 'use'>) {}

  /**
   * For each new connection, before it is used: what could not be told while Redis was away is told now, and a Redis that
   * was restored from an older state is put right. Not all come back at the same moment, and who is not back yet can't
   * tell of a change: until then nobody answers from what was kept.
   */
  async greet(client: RedisClient, isReturn: boolean): Promise<void> {
    if (isReturn) await client.set(RETURNING_KEY, '1', { expiration: { type: 'PX', value: ALL_BACK_MS } });
    await this.renew(client);
  }

  /**
   * After a change, once it is committed: nobody who asks from the end of this on is given what was kept before. With
   * Redis away it ends at once, and `greet` makes up for it.
   */
  async change(): Promise<void> {
    this.changes += 1;
    await this.tell();
  }

  /**
   * The generation as it is in Redis, asked for after this call began: many callers share a question, but none gets the
   * answer to one that was sent before it came.
   * @returns undefined when nobody can say: then nothing kept may be answered
   */
  current(): Promise<string | undefined> {
    if (this.next) return this.next;
    const asked: Promise<string | undefined> = this.asking.then(() => {
      this.next = undefined;
      this.asking = asked;
      return this.ask();
    });
    this.next = asked;
    return asked;
  }

  private async ask(): Promise<string | undefined> {
    // A change of this process that Redis does not know yet, nor anybody is telling it of.
    if (this.told !== this.changes) {
      if (!this.telling) await this.tell();
      return undefined;
    }
    const keys = [KEY, RETURNING_KEY];
    const [generation, returning] = await this.redis.use((client) => client.mGet(keys)).catch(() => []);
    // Redis was emptied.
    if (generation === null) await this.change();
    return returning ? undefined : (generation ?? undefined);
  }

  private async renew(client: RedisClient): Promise<void> {
    const upTo = this.changes;
    await client.set(KEY, randomBytes(12).toString('base64url'));
    this.told = Math.max(this.told, upTo);
  }

  private async tell(): Promise<void> {
    this.telling += 1;
    // Away: `told` stays behind.
    await this.redis.use((client) => this.renew(client)).catch(() => undefined);
    this.telling -= 1;
  }
}
