import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { KeptAnswers, NothingKeptError, type KeptKind } from './kept-answers.js';
import type { Snapshot } from './snapshot.store.js';

type Value = { n: number };

function setUp(load: KeptKind<Value>['load'], kind: Partial<KeptKind<Value>> = {}, stored: [string, Snapshot][] = []) {
  const rows = new Map(stored);
  const store = {
    find: (key: string) => Promise.resolve(rows.get(key) ?? null),
    keep: (key: string, body: object, fetchedAt: number) => void rows.set(key, { body, fetchedAt }),
  };
  const answers = new KeptAnswers<Value>(store, {
    name: 'things',
    ttlMs: 200,
    patienceMs: { empty: 800, emptyAfterFailure: 400, stale: 200, staleAfterFailure: 80 },
    pause: { firstMs: 240, longestMs: 400 },
    missingMs: 400,
    max: 3,
    restore: (body) => {
      if (typeof (body as Value).n !== 'number') throw new Error('another form');
      return body as Value;
    },
    ...kind,
    load,
  });
  return { answers, rows };
}

const old = (n: number): [string, Snapshot] => ['things', { body: { n }, fetchedAt: Date.now() - 10_000 }];

describe('KeptAnswers', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('makes one call for all who ask at once, and none until its time is over', async () => {
    let calls = 0;
    const { answers } = setUp(async () => {
      await delay(10);
      return { n: ++calls };
    });
    await Promise.all(Array.from({ length: 100 }, () => answers.read()));
    expect(await answers.read()).toEqual({ value: { n: 1 }, staleSeconds: null });
    await delay(240);
    await Promise.all(Array.from({ length: 100 }, () => answers.read()));
    expect(calls).toBe(2);
  });

  it('gives the old answer, with its age, when the call fails, and pauses before the next', async () => {
    let calls = 0;
    const { answers } = setUp(
      () => {
        calls += 1;
        return Promise.reject(new Error('down'));
      },
      {},
      [old(7)],
    );
    expect(await answers.read()).toEqual({ value: { n: 7 }, staleSeconds: 10 });
    await answers.read();
    expect(calls).toBe(1);
    await delay(280);
    await answers.read();
    expect(calls).toBe(2);
  });

  it('waits for a slow call only as long as its patience, and has the new answer afterwards', async () => {
    const { answers } = setUp(() => delay(320, { n: 2 }), { ttlMs: 5_000 }, [old(1)]);
    expect(await answers.read()).toEqual({ value: { n: 1 }, staleSeconds: 10 });
    await delay(240);
    expect(await answers.read()).toEqual({ value: { n: 2 }, staleSeconds: null });
  });

  it('throws NothingKeptError with nothing old to give, and keeps no grudge once a call succeeds', async () => {
    let down = true;
    const { answers } = setUp(() => (down ? Promise.reject(new Error('down')) : Promise.resolve({ n: 1 })));
    await expect(answers.read()).rejects.toThrow(NothingKeptError);
    down = false;
    await expect(answers.read()).rejects.toThrow(NothingKeptError);
    await delay(280);
    expect(await answers.read()).toEqual({ value: { n: 1 }, staleSeconds: null });
  });

  it('remembers that there is no such thing', async () => {
    let calls = 0;
    const { answers } = setUp(() => {
      calls += 1;
      return Promise.resolve(null);
    });
    expect(await Promise.all([answers.read('x'), answers.read('x')])).toEqual([null, null]);
    expect(await answers.read('x')).toBeNull();
    expect(calls).toBe(1);
  });

  it('takes a stored answer within its time without a call, and ignores one of another form', async () => {
    let calls = 0;
    const load = () => Promise.resolve({ n: ++calls });
    const fresh: [string, Snapshot] = ['things:a', { body: { n: 9 }, fetchedAt: Date.now() }];
    const broken: [string, Snapshot] = ['things:b', { body: { x: 9 }, fetchedAt: Date.now() }];
    const { answers, rows } = setUp(load, { ttlMs: 5_000 }, [fresh, broken]);
    expect(await answers.read('a')).toEqual({ value: { n: 9 }, staleSeconds: null });
    expect(calls).toBe(0);
    expect(await answers.read('b')).toEqual({ value: { n: 1 }, staleSeconds: null });
    expect(rows.get('things:b')?.body).toEqual({ n: 1 });
  });

  it('holds no more ids in memory than it may, and finds the others in the store', async () => {
    let calls = 0;
    const { answers } = setUp(() => Promise.resolve({ n: ++calls }), { ttlMs: 5_000 });
    for (const id of ['a', 'b', 'c', 'd', 'a']) await answers.read(id);
    expect(calls).toBe(4);
  });
});
