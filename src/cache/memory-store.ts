import { Keyv } from 'keyv';
import { LRUCache } from 'lru-cache';

const MAX_CHARACTERS = 16_000_000;
/** What an entry costs in addition to its text. */
const ENTRY_OVERHEAD = 500;

/** Bounded by size, so that invented URLs push out old entries. Values are stored as they are, not as JSON. */
export function memoryStore(): Keyv {
  const entries = new LRUCache<string, { value: unknown }>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: ({ value }, key) => key.length + lengthOf(value) + ENTRY_OVERHEAD,
  });
  // Keyv checks the time to live; what it passes to `set` for it is not what LRUCache takes.
  const store = {
    get: (key: string) => entries.get(key),
    set: (key: string, entry: { value: unknown }) => entries.set(key, entry),
    delete: (key: string) => entries.delete(key),
    clear: () => entries.clear(),
  };
  return new Keyv({ store, useKeyPrefix: false, serialize: undefined, deserialize: undefined });
}

const lengthOf = (value: unknown): number => (typeof value === 'string' ? value : JSON.stringify(value)).length;
