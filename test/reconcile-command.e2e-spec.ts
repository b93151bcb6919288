import { openSession } from './factories/cart.js';
import { expectConsistent } from './support/consistency.js';
import { runCommand } from './support/run-command.js';
import { paySession, plantFault } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
beforeAll(async () => {
  shop = await startApp();
});
afterAll(async () => {
  await expectConsistent(shop);
  await shop.close();
});

describe('npm run reconcile', () => {
  const run = (...args: string[]) =>
    runCommand(['reconcile', ...args], { ...shop.env, STRIPE_API_BASE: `${shop.url}/sandbox` });

  it('finishes what was missed and ends with 0; with 2 and a line when it can’t look', async () => {
    const { sessionId: id } = await openSession(shop, { quantity: 1 });
    await paySession(shop, id, { delivery: 'none' });
    const { code, stdout } = await run('--since', '1h');
    expect(stdout).toMatch(
      new RegExp(`${id}: order\nLooked at \\d+ sessions, \\d+ refunds and \\d+ disputes: 1 finished, 0 failed.`),
    );
    expect(code).toBe(0);
    expect(await shop.prisma.order.count({ where: { stripeSessionId: id } })).toBe(1);

    expect(await run('--since', 'yesterday')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^Not reconciled: --since /),
    });
    await plantFault(shop, { match: { method: 'GET', path: '/v1/checkout/sessions' }, kind: 'error', times: 5 });
    expect(await run()).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/^Looked at 0 sessions, \d+ refunds and \d+ disputes: 0 finished, 0 failed.\n/),
      stderr: expect.stringMatching(/^Not reconciled: sessions: /),
    });
  });
});
