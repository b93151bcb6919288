import { CACHE_MANAGER, type Cache } from '@nestjs/cache-manager';
import { Inject, Injectable, Logger } from '@nestjs/common';
import * as v from 'valibot';
import { messageOf } from '../../common/errors/message-of.js';
import { TimeoutError, withTimeout } from '../../common/with-timeout.js';
import { StaleCacheStore } from './stale-cache.store.js';

/** One kind of upstream call, and how long to cache and to wait. All times in milliseconds. */
export interface UpstreamSource<T extends object> {
  /** The first part of the cache key; the id is the second: `cards:fr:swsh3`. */
  name: string;
  ttlMs: number;
  /** How long an id that does not exist upstream is cached as such. */
  missingTtlMs: number;
  /** After a failed call, how long none is made for the same key. */
  retryAfterMs: number;
  /** How long a request waits for the call when a stale response exists, and when none does. */
  timeoutMs: { withStale: number; withoutStale: number };
  load(id: string): Promise<T | null>;
  /** Of a stored stale response: another version may have stored it in another form. */
  schema: v.GenericSchema<unknown, T>;
}

export interface UpstreamResponse<T> {
  value: T;
  /** Null for a current response, else its age. */
  staleSeconds: number | null;
}

/** The upstream failed, or was too slow, and there is no stale response. */
export class UpstreamUnavailableError extends Error {
  constructor(
    key: string,
    readonly retryAfterMs: number,
  ) {
    super(`No response for ${key}`);
  }
}

/** What a call led to; each is cached, for a time of its kind. */
type Outcome<T> = { kind: 'found'; value: T } | { kind: 'missing' } | { kind: 'failed' };

/**
 * Responses of an upstream service behind the shared cache: one call at a time for each key, however many requests wait
 * for it, and the stale response when the call fails or takes too long.
 */
@Injectable()
export class UpstreamCacheService {
  private readonly logger = new Logger(UpstreamCacheService.name);
  private readonly calls = new Map<string, Promise<Outcome<object>>>();

  constructor(
    @Inject(CACHE_MANAGER) private readonly cache: Cache,
    private readonly stale: StaleCacheStore,
  ) {}

  /**
   * @returns null when the upstream has nothing by that id
   * @throws UpstreamUnavailableError
   */
  async get<T extends object>(source: UpstreamSource<T>, id = ''): Promise<UpstreamResponse<T> | null> {
    const key = keyOf(source, id);
    const startedAt = Date.now();
    let outcome =
      (await this.cache.get<Outcome<T>>(key)) ?? (await within(this.call(source, id), source.timeoutMs.withStale));
    if (outcome?.kind === 'missing') return null;
    if (outcome?.kind === 'found') return { value: outcome.value, staleSeconds: null };

    const stale = await this.findStale(source, id);
    if (stale) return stale;
    if (!outcome) {
      outcome = await within(this.call(source, id), source.timeoutMs.withoutStale - (Date.now() - startedAt));
      if (outcome?.kind === 'missing') return null;
      if (outcome?.kind === 'found') return { value: outcome.value, staleSeconds: null };
    }
    throw new UpstreamUnavailableError(key, Math.max(1_000, source.retryAfterMs));
  }

  /** The cached or stale value of any age, without a call. */
  async peek<T extends object>(source: UpstreamSource<T>, id = ''): Promise<T | null> {
    const outcome = await this.cache.get<Outcome<T>>(keyOf(source, id));
    if (outcome?.kind === 'found') return outcome.value;
    return (await this.findStale(source, id))?.value ?? null;
  }

  private async findStale<T extends object>(
    source: UpstreamSource<T>,
    id: string,
  ): Promise<UpstreamResponse<T> | null> {
    const stored = await this.stale.find(keyOf(source, id));
    if (!stored) return null;
    const result = v.safeParse(source.schema, stored.body);
    if (!result.success) return null;
    const staleSeconds = Math.max(0, Math.round((Date.now() - stored.fetchedAt.getTime()) / 1000));
    return { value: result.output, staleSeconds };
  }

  private call<T extends object>(source: UpstreamSource<T>, id: string): Promise<Outcome<T>> {
    const key = keyOf(source, id);
    const running = this.calls.get(key) as Promise<Outcome<T>> | undefined;
    if (running) return running;
    const call = this.load(source, id).finally(() => this.calls.delete(key));
    this.calls.set(key, call);
    return call;
  }

  /** Never rejects. */
  private async load<T extends object>(source: UpstreamSource<T>, id: string): Promise<Outcome<T>> {
    const key = keyOf(source, id);
    try {
      const value = await source.load(id);
      if (value) this.stale.save(key, value);
      const outcome: Outcome<T> = value ? { kind: 'found', value } : { kind: 'missing' };
      await this.store(key, outcome, value ? source.ttlMs : source.missingTtlMs);
      return outcome;
    } catch (error) {
      this.logger.warn({ key, reason: messageOf(error) }, 'The upstream call failed');
      const outcome: Outcome<T> = { kind: 'failed' };
      await this.store(key, outcome, source.retryAfterMs);
      return outcome;
    }
  }

  /** To the cache a time of 0 means for ever. */
  private async store(key: string, outcome: Outcome<object>, ttlMs: number): Promise<void> {
    if (ttlMs > 0) await this.cache.set(key, outcome, ttlMs);
  }
}

const keyOf = ({ name }: { name: string }, id: string): string => (id ? `${name}:${id}` : name);

/** @returns undefined when `work` takes longer */
function within<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  return withTimeout(work, Math.max(0, ms)).catch((error: unknown) => {
    if (error instanceof TimeoutError) return undefined;
    throw error;
  });
}
