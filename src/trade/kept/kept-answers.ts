import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { backoffMs } from '../../common/backoff.js';
import { messageOf } from '../../common/errors/message-of.js';
import type { Snapshot } from './snapshot.store.js';

export interface KeptKind<T> {
  /** The first part of the key; a read's id is the second: `cards:fr:swsh3`. */
  name: string;
  ttlMs: number;
  /** How long to wait for a new answer, by whether there is an old one, and whether the last call failed. */
  patienceMs: { empty: number; emptyAfterFailure: number; stale: number; staleAfterFailure: number };
  /** After failed calls. */
  pause: { firstMs: number; longestMs: number };
  /** How long an id without a thing behind it is taken as such. */
  missingMs: number;
  /** Ids in memory; the least used ones are dropped. */
  max: number;
  load(id: string): Promise<T | null>;
  /** Checks what comes back from the store. @throws when it is of another form than this version's */
  restore(body: unknown): T;
}

export interface Answer<T> {
  value: T;
  /** Null for one within its time, else its age. */
  staleSeconds: number | null;
}

/** Nothing new and nothing old to give. */
export class NothingKeptError extends Error {
  constructor(
    key: string,
    readonly retryAfterMs: number,
  ) {
    super(`Nothing kept under ${key}`);
  }
}

interface Store {
  find(key: string): Promise<Snapshot | null>;
  keep(key: string, value: object, fetchedAt: number): void;
}

interface Entry<T> {
  /** Settled once the store has been asked. */
  restored: Promise<void>;
  kept?: { value: T; fetchedAt: number };
  call?: { done: Promise<'new' | 'missing' | 'failed'>; startedAt: number };
  missingUntil: number;
  failures: number;
  retryAt: number;
}

/**
 * Answers of another side, kept in memory and beyond: one call at a time for each id, however many ask for it; the last
 * good answer when the other side fails or takes too long; and pauses that grow while it keeps failing.
 */
export class KeptAnswers<T extends object> {
  private readonly logger = new Logger(KeptAnswers.name);
  private readonly entries: LRUCache<string, Entry<T>>;

  constructor(
    private readonly store: Store,
    private readonly kind: KeptKind<T>,
  ) {
    this.entries = new LRUCache({ max: kind.max });
  }

  /**
   * @returns null when the other side knows nothing by that id
   * @throws NothingKeptError when it fails, or is late, and there is no earlier answer
   */
  async read(id = ''): Promise<Answer<T> | null> {
    const entry = this.entry(id);
    await entry.restored;

    const now = Date.now();
    if (now < entry.missingUntil) return null;
    if (entry.kept && isWithin(this.kind.ttlMs, entry.kept.fetchedAt, now)) {
      return { value: entry.kept.value, staleSeconds: null };
    }

    if (!entry.call && now >= entry.retryAt) {
      const done = this.call(id, entry).finally(() => (entry.call = undefined));
      entry.call = { done, startedAt: now };
    }
    const outcome = entry.call ? await soon(entry.call.done, this.patience(entry, now)) : 'failed';
    if (outcome === 'missing') return null;
    if (outcome === 'new' && entry.kept) return { value: entry.kept.value, staleSeconds: null };
    if (entry.kept) return { value: entry.kept.value, staleSeconds: secondsSince(entry.kept.fetchedAt) };
    throw new NothingKeptError(this.key(id), Math.max(1_000, entry.retryAt - Date.now()));
  }

  /** What is there, of whatever age, without asking the other side. */
  async peek(id = ''): Promise<T | null> {
    const entry = this.entry(id);
    await entry.restored;
    return entry.kept?.value ?? null;
  }

  private entry(id: string): Entry<T> {
    let entry = this.entries.get(id);
    if (!entry) {
      entry = { restored: Promise.resolve(), missingUntil: 0, failures: 0, retryAt: 0 };
      entry.restored = this.restore(id, entry);
      this.entries.set(id, entry);
    }
    return entry;
  }

  private async restore(id: string, entry: Entry<T>): Promise<void> {
    const snapshot = await this.store.find(this.key(id));
    if (!snapshot) return;
    try {
      entry.kept = { value: this.kind.restore(snapshot.body), fetchedAt: snapshot.fetchedAt };
    } catch {
      // Kept by another version in another form: as good as nothing.
    }
  }

  /** Never rejects; what came of it is in the entry as well. */
  private async call(id: string, entry: Entry<T>): Promise<'new' | 'missing' | 'failed'> {
    try {
      const value = await this.kind.load(id);
      entry.failures = 0;
      entry.retryAt = 0;
      if (value === null) {
        entry.missingUntil = Date.now() + this.kind.missingMs;
        return 'missing';
      }
      entry.kept = { value, fetchedAt: Date.now() };
      this.store.keep(this.key(id), value, entry.kept.fetchedAt);
      return 'new';
    } catch (error) {
      entry.failures += 1;
      entry.retryAt = Date.now() + backoffMs(entry.failures, this.kind.pause);
      this.logger.warn({ key: this.key(id), reason: messageOf(error), failures: entry.failures }, 'No new answer');
      return 'failed';
    }
  }

  /** Whoever comes while a call is under way waits for what is left of it, not for as long again. */
  private patience({ kept, failures, call }: Entry<T>, now: number): number {
    const { empty, emptyAfterFailure, stale, staleAfterFailure } = this.kind.patienceMs;
    const total = kept ? (failures ? staleAfterFailure : stale) : failures ? emptyAfterFailure : empty;
    return Math.max(0, total - (now - (call?.startedAt ?? now)));
  }

  private key(id: string): string {
    return id ? `${this.kind.name}:${id}` : this.kind.name;
  }
}

function isWithin(ttlMs: number, fetchedAt: number, now: number): boolean {
  return now >= fetchedAt && now - fetchedAt < ttlMs;
}

function secondsSince(time: number): number {
  return Math.max(0, Math.round((Date.now() - time) / 1000));
}

async function soon<T>(work: Promise<T>, patienceMs: number): Promise<T | 'late'> {
  const given = new AbortController();
  const late = delay(patienceMs, 'late' as const, { signal: given.signal, ref: false }).catch(() => 'late' as const);
  try {
    return await Promise.race([work, late]);
  } finally {
    given.abort();
  }
}
