import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { openSession } from './factories/cart.js';
import { expectCleanBooks } from './support/money/books.js';
import { paySession, plantFault } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
beforeAll(async () => {
  shop = await startApp();
});
afterAll(async () => {
  await expectCleanBooks(shop);
  await shop.close();
});

(existsSync('dist/reconcile.js') ? describe : describe.skip)('npm run reconcile (built)', () => {
  const run = async (...args: string[]) => {
    const env = { ...process.env, ...shop.env, STRIPE_API_BASE: `${shop.url}/sandbox`, NODE_ENV: 'test' };
    try {
      const { stdout } = await promisify(execFile)(process.execPath, ['scripts/reconcile.mjs', ...args], { env });
      return { code: 0, stdout, stderr: '' };
    } catch (error) {
      return error as { code: number; stdout: string; stderr: string };
    }
  };

  it('finishes what was missed and ends with 0; with 2 and a line when it can’t look', async () => {
    const { sessionId: id } = await openSession(shop, { quantity: 1 });
    await paySession(shop, id, { delivery: 'none' });
    const { code, stdout } = await run('--since', '1h');
    expect(stdout).toMatch(new RegExp(`${id}: order\nLooked at \\d+ sessions and \\d+ refunds: 1 finished, 0 failed.`));
    expect(code).toBe(0);
    expect(await shop.prisma.order.count({ where: { stripeSessionId: id } })).toBe(1);

    expect(await run('--since', 'yesterday')).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage') });
    await plantFault(shop, { match: { method: 'GET', path: '/v1/checkout/sessions' }, kind: 'error', times: 5 });
    const failed = await run('--since', '1h');
    expect(failed).toMatchObject({ code: 2, stderr: expect.stringMatching(/^Not reconciled: /) });
  });
});
