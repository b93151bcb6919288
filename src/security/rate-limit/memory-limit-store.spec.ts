import { setTimeout } from 'node:timers/promises';
import { MemoryLimitStore } from './memory-limit-store.js';

const allowance = (max: number, windowMs: number) => ({ key: 'a', max, windowMs });

describe('MemoryLimitStore', () => {
  let store: MemoryLimitStore;
  beforeEach(() => {
    store = new MemoryLimitStore();
  });
  afterEach(() => store.onApplicationShutdown());

  it('looks without counting, at keys never seen too', async () => {
    expect(await store.peek(allowance(5, 1000))).toMatchObject({ hits: 0 });
    await store.hit(allowance(5, 1000));
    await store.peek(allowance(5, 1000));
    expect(await store.peek(allowance(5, 1000))).toMatchObject({ hits: 1, resetSeconds: 1 });
  });

  it('forgets each hit at the end of its own window', async () => {
    const windowMs = 400;
    const first = Date.now();
    await store.hit(allowance(2, windowMs));
    await setTimeout(windowMs / 2);
    const second = Date.now();
    await store.hit(allowance(2, windowMs));
    const third = await store.hit(allowance(2, windowMs));
    // On a slow machine the first one's window may be over.
    if (Date.now() - first < windowMs) expect(third).toMatchObject({ refused: true });
    await setTimeout(first + windowMs + 20 - Date.now());
    const { hits } = await store.peek(allowance(2, windowMs));
    if (Date.now() - second < windowMs) expect(hits).toBe(1);
    expect(await store.hit(allowance(2, windowMs))).toMatchObject({ refused: false });
  });

  it('does not let refused hits push the end of the block away', async () => {
    const windowMs = 500;
    const first = Date.now();
    await store.hit(allowance(1, windowMs));
    // As long as it can only be inside the window, however slow the machine is.
    for (let hits = 0; hits < 4 && Date.now() - first < windowMs / 2; hits++) {
      expect(await store.hit(allowance(1, windowMs))).toMatchObject({ refused: true });
      await setTimeout(10);
    }
    await setTimeout(first + windowMs + 20 - Date.now());
    expect(await store.hit(allowance(1, windowMs))).toMatchObject({ refused: false });
  });
});
