import { setTimeout as delay } from 'node:timers/promises';
import { createClient, type RedisClientType } from '@keyv/redis';
import { Logger } from '@nestjs/common';
import { backoffMs } from '../common/backoff.js';
import { failureReason } from './failure-reason.js';
import { inTime } from '../common/in-time.js';

export type RedisClient = RedisClientType;

/** Redis is away, or failed just now; the shop goes on without it. */
export class RedisAwayError extends Error {}

/** What has to be done on a new connection before anybody uses it; `isReturn`: on one that takes a lost one's place. */
export type Greeting = (client: RedisClient, isReturn: boolean) => Promise<void>;

/** Far longer than a healthy Redis takes; only the first requests after it has gone wait that long. */
const COMMAND_MS = 1_000;
const CONNECT_MS = 3_000;
const PAUSE = { firstMs: 100, longestMs: 2_000 };

/** How long after the first one all that lost Redis together are back at the latest: a pause, and a slow new connection. */
export const ALL_BACK_MS = PAUSE.longestMs + CONNECT_MS + COMMAND_MS;

/**
 * The one connection to Redis. Away from the first command that fails or has no answer in time: then `use` refuses at
 * once, without asking, and a new connection is tried until one is there. Commands are never repeated.
 */
export class RedisConnection {
  private readonly logger = new Logger(RedisConnection.name);
  private client: RedisClient | undefined;
  private readonly closed = new AbortController();

  constructor(
    private readonly url: string,
    private readonly greet: Greeting,
  ) {}

  get isUp(): boolean {
    return this.client !== undefined;
  }

  /** The first connection. @throws what keeps it from being made */
  async open(): Promise<void> {
    this.client = await this.connect(false);
  }

  /** @throws RedisAwayError, whatever failed */
  async use<T>(work: (client: RedisClient) => Promise<T>): Promise<T> {
    const client = this.client;
    if (!client) throw new RedisAwayError();
    try {
      return await inTime(work(client), COMMAND_MS);
    } catch (error) {
      this.lose(client, error);
      throw new RedisAwayError();
    }
  }

  /** What was sent is answered first. */
  async close(): Promise<void> {
    this.closed.abort();
    const client = this.client;
    this.client = undefined;
    if (!client) return;
    await inTime(client.close(), COMMAND_MS).catch(() => drop(client));
  }

  private async connect(isReturn: boolean): Promise<RedisClient> {
    const client: RedisClient = createClient({
      url: this.url,
      disableOfflineQueue: true,
      // One attempt, as `reconnect` decides on the next.
      socket: { reconnectStrategy: false, connectTimeout: CONNECT_MS },
    });
    client.on('error', (error: unknown) => this.lose(client, error));
    try {
      await inTime(client.connect(), CONNECT_MS);
      await inTime(this.greet(client, isReturn), COMMAND_MS);
      return client;
    } catch (error) {
      drop(client);
      throw error;
    }
  }

  private lose(client: RedisClient, error: unknown): void {
    // Of many commands that fail together the first one counts; and none of a connection that was given up before.
    if (this.client !== client) return;
    this.client = undefined;
    drop(client);
    const message = 'Redis is away: answers are not kept, and each instance counts its own limits, until it is back';
    this.logger.warn({ reason: failureReason(error) }, message);
    void this.reconnect();
  }

  private async reconnect(): Promise<void> {
    for (let failures = 1; !this.isClosed(); failures++) {
      try {
        await delay(backoffMs(failures, PAUSE), undefined, { signal: this.closed.signal, ref: false });
        const client = await this.connect(true);
        if (this.isClosed()) return drop(client);
        this.client = client;
        this.logger.log('Redis is back');
        return;
      } catch {
        // Still away, which was said, or closed.
      }
    }
  }

  private isClosed(): boolean {
    return this.closed.signal.aborted;
  }
}

/** Ends a connection in whatever state it is. */
function drop(client: RedisClient): void {
  if (client.isOpen) client.destroy();
}
