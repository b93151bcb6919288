import { createHash } from 'node:crypto';
import { CacheModule, type Cache } from '@nestjs/cache-manager';
import type { DynamicModule } from '@nestjs/common';
import { Keyv } from 'keyv';
import { LRUCache } from 'lru-cache';
import type { SharedAnswers, StoredAnswer } from './shared-answers.js';

const MAX_CHARACTERS = 16_000_000;
/** What an entry costs beside its text. */
const ENTRY_OVERHEAD = 500;
/**
 * The longest that an answer is kept where instances share: so long may one show what another has changed that can't
 * reach Redis, or died between its commit and telling.
 */
const SHARED_TTL_MS = 5_000;

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

/** Where an address's answer belongs, as long as the data does not change. */
export type Slot = string;

/** Ready answers of routes that are the same for everybody. A feature extends it, so that each has its own. */
export abstract class ResponseCache {
  private generation = 0;
  /** Since the start; for the metrics. */
  protected readonly reads = { hit: 0, miss: 0 };

  /** @param shared what the instances share, if there may be several */
  protected constructor(
    private readonly cache: Cache,
    private readonly ttlMs: number,
    readonly enabled: boolean,
    private readonly shared: SharedAnswers | null,
  ) {
    if (shared) this.ttlMs = Math.min(ttlMs, SHARED_TTL_MS);
  }

  /**
   * Everything kept so far, and everything being made just now from what was read before, is not answered again: by this
   * process from now on, by the others once this ends. Wait for it before you answer.
   */
  async invalidate(): Promise<void> {
    this.generation += 1;
    await this.shared?.change();
  }

  /**
   * The place of an address's answer; note it before anything is read from the database. It belongs to this generation:
   * an answer that is still being made when the data changes is stored in a place where nobody looks any more.
   * @returns undefined when nothing may be answered from here nor kept
   */
  slot(url: string): Slot | Promise<Slot | undefined> {
    // No promise where none is needed: this is the way of most requests.
    if (!this.shared) return `${this.generation}:${url}`;
    return this.shared.current().then((generation) => (generation ? `${generation}:${url}` : undefined));
  }

  async find(slot: Slot): Promise<StoredAnswer | undefined> {
    const here = await this.cache.get<StoredAnswer>(slot);
    const kept = here ?? (this.shared && (await this.findThere(this.shared, slot)));
    this.reads[kept ? 'hit' : 'miss'] += 1;
    return kept ?? undefined;
  }

  async keep(slot: Slot, value: unknown): Promise<StoredAnswer> {
    const body = JSON.stringify(value);
    const bytes = Buffer.byteLength(body);
    const answer = { body, bytes, etag: `"${createHash('sha1').update(body).digest('base64url')}"` };
    await this.cache.set(slot, answer, this.ttlMs);
    this.shared?.keep(slot, answer, this.ttlMs);
    return answer;
  }

  /** What another instance has made, kept here as long as there. */
  private async findThere(shared: SharedAnswers, slot: Slot): Promise<StoredAnswer | undefined> {
    const found = await shared.find(slot);
    const ttlMs = found ? Math.min(found.expires - Date.now(), this.ttlMs) : 0;
    if (!found || ttlMs <= 0) return undefined;
    await this.cache.set(slot, found.answer, ttlMs);
    return found.answer;
  }
}
