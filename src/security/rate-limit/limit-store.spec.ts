import { setTimeout } from 'node:timers/promises';
import { MemoryLimitStore } from './limit-store.js';

describe('MemoryLimitStore', () => {
  let store: MemoryLimitStore;
  beforeEach(() => {
    store = new MemoryLimitStore();
  });
  afterEach(() => store.onApplicationShutdown());

  it('looks without counting, at keys never seen too', async () => {
    expect(await store.peek('a', 1000)).toMatchObject({ hits: 0 });
    await store.hit('a', 5, 1000);
    await store.peek('a', 1000);
    expect(await store.peek('a', 1000)).toMatchObject({ hits: 1, resetSeconds: 1 });
  });

  it('forgets each hit at the end of its own window', async () => {
    await store.hit('a', 2, 100);
    await setTimeout(60);
    await store.hit('a', 2, 100);
    expect(await store.hit('a', 2, 100)).toMatchObject({ refused: true });
    await setTimeout(60);
    expect(await store.hit('a', 2, 100)).toMatchObject({ refused: false, hits: 2 });
  });

  it('does not let refused hits push the end of the block away', async () => {
    const windowMs = 500;
    const first = Date.now();
    await store.hit('a', 1, windowMs);
    // As long as it can only be inside the window, however slow the machine is.
    for (let hits = 0; hits < 4 && Date.now() - first < windowMs / 2; hits++) {
      expect(await store.hit('a', 1, windowMs)).toMatchObject({ refused: true });
      await setTimeout(10);
    }
    await setTimeout(first + windowMs + 20 - Date.now());
    expect(await store.hit('a', 1, windowMs)).toMatchObject({ refused: false });
  });
});
