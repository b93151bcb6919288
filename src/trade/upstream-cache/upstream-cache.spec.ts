import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { createCache } from 'cache-manager';
import * as v from 'valibot';
import { memoryStore } from '../../cache/memory-store.js';
import type { StaleCacheStore, StaleResponse } from './stale-cache.store.js';
import { UpstreamCacheService, UpstreamUnavailableError, type UpstreamSource } from './upstream-cache.service.js';

type Value = { n: number };

function setUp(
  load: UpstreamSource<Value>['load'],
  options: Partial<UpstreamSource<Value>> = {},
  stored: [string, StaleResponse][] = [],
) {
  const rows = new Map(stored);
  const store = {
    find: (key: string) => Promise.resolve(rows.get(key) ?? null),
    save: (key: string, body: object) => void rows.set(key, { body, fetchedAt: new Date() }),
  };
  const service = new UpstreamCacheService(
    createCache({ stores: [memoryStore()] }),
    store as unknown as StaleCacheStore,
  );
  const source: UpstreamSource<Value> = {
    name: 'things',
    ttlMs: 200,
    missingTtlMs: 400,
    retryAfterMs: 240,
    timeoutMs: { withStale: 200, withoutStale: 800 },
    schema: v.object({ n: v.number() }),
    ...options,
    load,
  };
  return { read: (id?: string) => service.get(source, id), rows };
}

const stale = (body: object, key = 'things'): [string, StaleResponse] => [
  key,
  { body, fetchedAt: new Date(Date.now() - 10_000) },
];

describe('UpstreamCacheService', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('makes one call for all concurrent requests, and none until the time to live is over', async () => {
    let calls = 0;
    const { read } = setUp(async () => {
      await delay(10);
      return { n: ++calls };
    });
    await Promise.all(Array.from({ length: 100 }, () => read()));
    expect(await read()).toEqual({ value: { n: 1 }, staleSeconds: null });
    await delay(240);
    await Promise.all(Array.from({ length: 100 }, () => read()));
    expect(calls).toBe(2);
  });

  it('serves the stale response with its age when the call fails, and pauses before the next call', async () => {
    let calls = 0;
    const fail = () => {
      calls += 1;
      return Promise.reject(new Error('down'));
    };
    const { read } = setUp(fail, {}, [stale({ n: 7 })]);
    expect(await read()).toEqual({ value: { n: 7 }, staleSeconds: 10 });
    await read();
    expect(calls).toBe(1);
    await delay(280);
    await read();
    expect(calls).toBe(2);
  });

  it('serves the stale response when the call is slow, and the new one once it is there', async () => {
    let answer: (value: Value) => void = () => undefined;
    const slow = new Promise<Value>((resolve) => (answer = resolve));
    const { read } = setUp(() => slow, { ttlMs: 5_000 }, [stale({ n: 1 })]);
    expect(await read()).toEqual({ value: { n: 1 }, staleSeconds: 10 });
    answer({ n: 2 });
    expect(await read()).toEqual({ value: { n: 2 }, staleSeconds: null });
  });

  it('waits longer where there is no stale response, but not for ever', async () => {
    expect(await setUp(() => delay(320, { n: 2 })).read()).toEqual({ value: { n: 2 }, staleSeconds: null });
    await expect(setUp(() => delay(1_500, { n: 2 })).read()).rejects.toThrow(UpstreamUnavailableError);
  });

  it('throws UpstreamUnavailableError without a stale response, until a call succeeds', async () => {
    let down = true;
    const { read } = setUp(() => (down ? Promise.reject(new Error('down')) : Promise.resolve({ n: 1 })));
    await expect(read()).rejects.toThrow(UpstreamUnavailableError);
    down = false;
    await expect(read()).rejects.toThrow(UpstreamUnavailableError);
    await delay(280);
    expect(await read()).toEqual({ value: { n: 1 }, staleSeconds: null });
  });

  it('caches that an id does not exist', async () => {
    let calls = 0;
    const { read } = setUp(() => {
      calls += 1;
      return Promise.resolve(null);
    });
    expect(await Promise.all([read('x'), read('x')])).toEqual([null, null]);
    expect(await read('x')).toBeNull();
    expect(calls).toBe(1);
  });

  it('ignores a stored response of another form, and replaces it', async () => {
    let down = true;
    const load = () => (down ? Promise.reject(new Error('down')) : Promise.resolve({ n: 1 }));
    const { read, rows } = setUp(load, {}, [stale({ x: 9 }, 'things:b')]);
    await expect(read('b')).rejects.toThrow(UpstreamUnavailableError);
    down = false;
    await delay(280);
    expect(await read('b')).toEqual({ value: { n: 1 }, staleSeconds: null });
    expect(rows.get('things:b')?.body).toEqual({ n: 1 });
  });
});
