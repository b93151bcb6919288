import { createHash } from 'node:crypto';
import { CacheModule, type Cache } from '@nestjs/cache-manager';
import type { DynamicModule } from '@nestjs/common';
import { Keyv } from 'keyv';
import { LRUCache } from 'lru-cache';

/** An answer as it goes over the wire: neither serialised nor hashed again. */
export interface StoredAnswer {
  body: string;
  /** Of the body in UTF-8. */
  bytes: number;
  etag: string;
}

const MAX_CHARACTERS = 16_000_000;
/** What an entry costs beside its text. */
const ENTRY_OVERHEAD = 500;

/** The module whose `CACHE_MANAGER` a ResponseCache keeps its answers in. */
export function responseCacheStore(): DynamicModule {
  // Made with each application, not with this module: two of them in one process share nothing.
  return CacheModule.registerAsync({ useFactory: () => ({ stores: [boundedMemory()] }) });
}

/** In memory, as it is (nothing is turned to text and back), and bounded: made-up addresses push out old answers. */
function boundedMemory(): Keyv {
  const entries = new LRUCache<string, { value: StoredAnswer }>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: ({ value }, key) => key.length + value.body.length + ENTRY_OVERHEAD,
  });
  // Keyv sees to the time to live itself; what it passes on for it is not what this `set` takes.
  const store = {
    get: (key: string) => entries.get(key),
    set: (key: string, entry: { value: StoredAnswer }) => entries.set(key, entry),
    delete: (key: string) => entries.delete(key),
    clear: () => entries.clear(),
  };
  return new Keyv({ store, useKeyPrefix: false, serialize: undefined, deserialize: undefined });
}

/** Ready answers of routes that are the same for everybody. A feature extends it, so that each has its own. */
export abstract class ResponseCache {
  private generation = 0;
  /** Since the start; for the metrics. */
  protected readonly reads = { hit: 0, miss: 0 };

  protected constructor(
    private readonly cache: Cache,
    private readonly ttlMs: number,
    readonly enabled: boolean,
  ) {}

  /** Everything kept so far, and everything being made just now from what was read before, is not answered again. */
  invalidate(): void {
    this.generation += 1;
  }

  /**
   * The place of an address's answer. It belongs to this generation: an answer that is still being made when the data
   * changes is stored in a place where nobody looks any more.
   */
  slot(url: string): string {
    return `${this.generation}:${url}`;
  }

  async find(slot: string): Promise<StoredAnswer | undefined> {
    const kept = await this.cache.get<StoredAnswer>(slot);
    this.reads[kept ? 'hit' : 'miss'] += 1;
    return kept;
  }

  async keep(slot: string, value: unknown): Promise<StoredAnswer> {
    const body = JSON.stringify(value);
    const bytes = Buffer.byteLength(body);
    const answer = { body, bytes, etag: `"${createHash('sha1').update(body).digest('base64url')}"` };
    await this.cache.set(slot, answer, this.ttlMs);
    return answer;
  }
}
