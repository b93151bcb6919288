import { ReconciliationService } from '../src/checkout/reconciliation/reconciliation.service.js';
import { openSession } from './factories/cart.js';
import { expectCleanBooks } from './support/money/books.js';
import { clearFaults, paySession, plantFault, refundInDashboard } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
beforeAll(async () => {
  shop = await startApp();
});
afterEach(() => clearFaults(shop));
afterAll(async () => {
  await expectCleanBooks(shop);
  await shop.close();
});

const HOUR_MS = 60 * 60_000;
const reconcile = () =>
  shop.app.get(ReconciliationService, { strict: false }).run({ since: new Date(Date.now() - HOUR_MS) });
const ordersOf = (stripeSessionId: string) => shop.prisma.order.findMany({ where: { stripeSessionId } });
const statusOf = async (stripeSessionId: string) =>
  (await shop.prisma.checkoutSession.findUniqueOrThrow({ where: { stripeSessionId } })).status;

/** A session that Stripe has told nothing of. */
async function unreported(action: 'pay' | 'pay_later' | 'expire') {
  const { sessionId } = await openSession(shop, { quantity: 1 });
  await paySession(shop, sessionId, { action, delivery: 'none' });
  return sessionId;
}

describe('reconciliation', () => {
  it('finishes what no webhook brought, says what it did, and finds nothing the second time', async () => {
    const [paid, underWay, expired] = [
      await unreported('pay'),
      await unreported('pay_later'),
      await unreported('expire'),
    ];
    const { sessionId: refunded } = await openSession(shop, { quantity: 1 });
    await paySession(shop, refunded);
    await refundInDashboard(shop, refunded, 100, { delivery: 'none' });
    const { sessionId: open } = await openSession(shop);

    const { finished, failed, sessions } = await reconcile();
    expect(failed).toEqual([]);
    expect(sessions).toBe(5);
    expect(finished).toEqual(
      expect.arrayContaining([
        { id: paid, became: 'order' },
        { id: underWay, became: 'processing' },
        { id: expired, became: 'closed' },
        { id: expect.stringMatching(/^re_/), became: 'refund noted' },
      ]),
    );
    expect(finished).toHaveLength(4);
    expect(await ordersOf(paid)).toHaveLength(1);
    expect((await ordersOf(refunded))[0]).toMatchObject({ status: 'CONFIRMED', refundedCents: 100 });
    expect([await statusOf(underWay), await statusOf(expired), await statusOf(open)]).toEqual([
      'PROCESSING',
      'CLOSED',
      'OPEN',
    ]);
    expect(await reconcile()).toMatchObject({ finished: [], failed: [] });
  });

  it('finds that a late payment failed, or arrived, though no event told', async () => {
    const [failed, arrived] = [await unreported('pay_later'), await unreported('pay_later')];
    await reconcile();
    await paySession(shop, failed, { action: 'fail', delivery: 'none' });
    await paySession(shop, arrived, { action: 'settle', delivery: 'none' });
    expect((await reconcile()).finished).toEqual(
      expect.arrayContaining([
        { id: failed, became: 'closed' },
        { id: arrived, became: 'order' },
      ]),
    );
    expect([await statusOf(failed), await statusOf(arrived)]).toEqual(['CLOSED', 'PAID']);
    const held = await shop.prisma.stockHold.count({
      where: { session: { stripeSessionId: { in: [failed, arrived] } } },
    });
    expect(held).toBe(0);
  });

  it('makes one order of each when it runs twice at once, beside the webhooks and the success page', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => unreported('pay')));
    await Promise.all([
      reconcile(),
      reconcile(),
      ...ids.map((id) => shop.http.get(`/api/checkout/verify-session/${id}`).expect(200)),
    ]);
    for (const id of ids) expect(await ordersOf(id)).toHaveLength(1);
  });

  it('makes the orders on a database that was put back to before the sessions', async () => {
    const id = await unreported('pay');
    await shop.prisma.checkoutSession.deleteMany({ where: { stripeSessionId: id } });
    expect((await reconcile()).finished).toEqual([{ id, became: 'order' }]);
  });

  it('fails as a whole when Stripe can’t be read', async () => {
    await plantFault(shop, { match: { method: 'GET', path: '/v1/checkout/sessions' }, kind: 'error', times: 5 });
    await expect(reconcile()).rejects.toMatchObject({ code: 'PAYMENT_UNAVAILABLE' });
  });
});
