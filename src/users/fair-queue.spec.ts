import { FairQueue } from './fair-queue.js';

const PLACES = 6;

describe('FairQueue', () => {
  let queue: FairQueue;
  let done: string[];
  let releases: (() => void)[];
  beforeEach(() => {
    queue = new FairQueue(1, PLACES, () => new Error('busy'));
    done = [];
    releases = [];
  });

  const run = (key: string, name = key) =>
    queue
      .run(key, async () => {
        await new Promise<void>((resolve) => releases.push(resolve));
        done.push(name);
      })
      .catch(() => done.push(`${name} refused`));
  const finish = async () => {
    while (queue.activeCount) {
      releases.shift()?.();
      await new Promise(setImmediate);
    }
  };

  it('takes keys in turn, and within a key who came first', async () => {
    for (const name of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) void run(name[0]!, name);
    await finish();
    expect(done).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2']);
  });

  it('runs so many at a time', async () => {
    for (let i = 0; i < 4; i++) void run('a');
    await new Promise(setImmediate);
    expect([queue.activeCount, queue.pendingCount, releases.length]).toEqual([1, 3, 1]);
    await finish();
    expect([queue.activeCount, queue.pendingCount]).toEqual([0, 0]);
  });

  it('refuses a key that fills the queue, and gives its last place to another', async () => {
    for (let i = 1; i <= 8; i++) void run('a', `a${i}`);
    void run('b');
    await new Promise(setImmediate);
    expect(done).toEqual(['a8 refused', 'a7 refused']);
    await finish();
    expect(done.slice(2)).toEqual(['a1', 'a2', 'b', 'a3', 'a4', 'a5', 'a6']);
  });

  it('refuses a newcomer where all wait for as little', async () => {
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) void run(key);
    await new Promise(setImmediate);
    expect(done).toEqual(['h refused']);
    await finish();
  });

  it('goes on after work that fails', async () => {
    await expect(queue.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await queue.run('a', () => Promise.resolve(1))).toBe(1);
  });
});
