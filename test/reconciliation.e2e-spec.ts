import {
  ReconciliationService,
  type ReconciliationOptions,
} from '../src/checkout/reconciliation/reconciliation.service.js';
import { JobsService } from '../src/jobs/jobs.service.js';
import { openSession } from './factories/cart.js';
import { expectConsistent } from './support/consistency.js';
import { readMetrics, samples } from './support/prometheus.js';
import { clearFaults, disputeCharge, paySession, plantFault, refundInDashboard } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
beforeAll(async () => {
  shop = await startApp();
});
afterEach(() => clearFaults(shop));
afterAll(async () => {
  await expectConsistent(shop);
  await shop.close();
});

const DAY_MS = 24 * 60 * 60_000;
const LIST_SESSIONS = { method: 'GET', path: '/v1/checkout/sessions' } as const;

/** All but `Date`. */
const TIMERS = [
  ...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'] as const),
  ...(['nextTick', 'queueMicrotask', 'hrtime', 'performance'] as const),
];

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);
const reconcile = ({ app } = shop, options: ReconciliationOptions = { since: daysAgo(0.5) }) =>
  app.get(ReconciliationService, { strict: false }).run(options);

/** Shop and sandbox take it for that day. */
async function on<T>(now: Date, work: () => Promise<T>): Promise<T> {
  jest.useFakeTimers({ now, doNotFake: TIMERS, advanceTimers: true });
  try {
    return await work();
  } finally {
    jest.useRealTimers();
  }
}

/** Until when all passes have compared. */
async function note(comparedUntil: Date): Promise<void> {
  await reconcile(shop, {});
  await shop.prisma.reconciliationProgress.updateMany({ data: { comparedUntil } });
}

async function daysBehind(pass: string): Promise<number> {
  const { comparedUntil } = await shop.prisma.reconciliationProgress.findUniqueOrThrow({ where: { pass } });
  return (Date.now() - comparedUntil.getTime()) / DAY_MS;
}

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
  it('finishes what no webhook reported, reports it, and finds nothing the second time', async () => {
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
    // Complete at Stripe: 3, the refunded one among them. Still live here by then: 3.
    expect(sessions).toBe(6);
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
    const held = await shop.prisma.stockReservation.count({
      where: { session: { stripeSessionId: { in: [failed, arrived] } } },
    });
    expect(held).toBe(0);
  });

  it('frees the units of a pending payment whose session Stripe does not know', async () => {
    const sessionId = await unreported('pay_later');
    await reconcile();
    const { id } = await shop.prisma.checkoutSession.findUniqueOrThrow({ where: { stripeSessionId: sessionId } });
    const held = () => shop.prisma.stockReservation.count({ where: { sessionId: id } });
    await shop.prisma.checkoutSession.update({ where: { id }, data: { stripeSessionId: 'cs_test_unknown' } });
    const closed = [{ id: 'cs_test_unknown', became: 'closed' }];

    expect((await reconcile(shop, { since: daysAgo(0.5), dryRun: true })).finished).toEqual(closed);
    expect(await held()).toBe(1);
    expect((await reconcile()).finished).toEqual(closed);
    expect(await held()).toBe(0);
    expect((await reconcile()).finished).toEqual([]);
  });

  it('creates one order for each when two runs, the webhooks and the success page are concurrent', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => unreported('pay')));
    await Promise.all([
      reconcile(),
      reconcile(),
      ...ids.map((id) => shop.http.get(`/api/checkout/verify-session/${id}`).expect(200)),
    ]);
    for (const id of ids) expect(await ordersOf(id)).toHaveLength(1);
  });

  it('creates the orders on a database restored from before the sessions', async () => {
    const id = await unreported('pay');
    await shop.prisma.checkoutSession.deleteMany({ where: { stripeSessionId: id } });
    expect((await reconcile()).finished).toEqual([{ id, became: 'order' }]);
  });

  it('compares refunds and disputes while Stripe does not list sessions; the job fails, and the next one finishes', async () => {
    const missed = await unreported('pay');
    const { sessionId } = await openSession(shop, { quantity: 1 });
    await paySession(shop, sessionId);
    await refundInDashboard(shop, sessionId, 100, { delivery: 'none' });
    const { id: disputeId } = await disputeCharge(shop, sessionId, { delivery: 'none' });
    const { prisma } = shop;
    await prisma.reconciliationProgress.deleteMany();
    await plantFault(shop, { match: LIST_SESSIONS, kind: 'timeout', delayMs: 50, times: 99 });

    await shop.app.get(JobsService).run('reconciliation');
    expect((await ordersOf(sessionId))[0]).toMatchObject({ refundedCents: 100 });
    expect(await prisma.dispute.count({ where: { id: disputeId } })).toBe(1);
    expect(await prisma.jobLease.findUnique({ where: { name: 'reconciliation' } })).toMatchObject({ finishedAt: null });
    const lag = samples((await readMetrics(shop)).text, 'shop_reconciliation_lag_seconds');
    expect([...lag.keys()].sort()).toEqual(['pass="disputes"', 'pass="refunds"', 'pass="sessions"']);
    expect(lag.get('pass="refunds"')).toBeLessThan(60);
    expect(lag.get('pass="sessions"')).toBeGreaterThan((3 * DAY_MS) / 1000);

    await clearFaults(shop);
    await shop.app.get(JobsService).run('reconciliation');
    expect(await ordersOf(missed)).toHaveLength(1);
    expect(await prisma.jobLease.findUnique({ where: { name: 'reconciliation' } })).not.toMatchObject({
      finishedAt: null,
    });
  });
});

describe('progress', () => {
  it('is noted: after weeks and a restart a run finishes what was missed since, and looks at it once', async () => {
    const { dataDir, id } = await on(daysAgo(20), async () => {
      const first = await startApp();
      await reconcile(first, {});
      const { sessionId } = await openSession(first);
      await paySession(first, sessionId, { delivery: 'none' });
      await first.app.close();
      return { dataDir: first.dataDir, id: sessionId };
    });

    const second = await startApp({}, dataDir);
    expect(await reconcile(second, {})).toMatchObject({ finished: [{ id, became: 'order' }], sessions: 1 });
    await second.app.close();
    const third = await startApp({}, dataDir);
    expect(await reconcile(third, {})).toMatchObject({ finished: [], sessions: 0 });
    await third.close();
  });

  it('keeps the days that were compared before Stripe failed', async () => {
    await note(daysAgo(10));
    // From 14 days ago: six days are compared.
    await plantFault(shop, { match: LIST_SESSIONS, kind: 'error', skip: 6, times: 99 });
    expect(await reconcile(shop, {})).toMatchObject({ stopped: [{ pass: 'sessions' }] });
    expect(await daysBehind('sessions')).toBeCloseTo(8, 1);
    expect(await daysBehind('refunds')).toBeCloseTo(0, 1);
  });

  it('leaves no gap when the first runs fail for weeks', async () => {
    const { dataDir, id } = await on(daysAgo(20), async () => {
      const first = await startApp();
      await plantFault(first, { match: LIST_SESSIONS, kind: 'error', times: 9 });
      expect(await reconcile(first, {})).toMatchObject({ stopped: [{ pass: 'sessions' }] });
      const { sessionId } = await openSession(first);
      await paySession(first, sessionId, { delivery: 'none' });
      await clearFaults(first);
      await first.app.close();
      return { dataDir: first.dataDir, id: sessionId };
    });
    const second = await startApp({}, dataDir);
    expect((await reconcile(second, {})).finished).toEqual([{ id, became: 'order' }]);
    await second.close();
  });

  it('goes on although an object fails, which each run tries again until it succeeds', async () => {
    const { sessionId } = await openSession(shop);
    await paySession(shop, sessionId);
    const { id } = await disputeCharge(shop, sessionId, { delivery: 'none' });
    await note(daysAgo(0.5));
    await shop.prisma.dispute.delete({ where: { id } });
    await plantFault(shop, { match: { method: 'GET', path: '/v1/disputes/*' }, kind: 'error', times: 99 });
    const failures = () => shop.prisma.reconciliationFailure.findMany({ select: { objectId: true, pass: true } });
    expect(await reconcile(shop, { dryRun: true })).toMatchObject({ failed: [] });
    expect(await failures()).toEqual([]);
    expect(await reconcile(shop, {})).toMatchObject({ failed: [{ id }] });
    expect(await failures()).toEqual([{ objectId: id, pass: 'disputes' }]);
    expect(await daysBehind('disputes')).toBeCloseTo(0, 1);
    // Days later the list does not have it any more.
    await note(new Date(Date.now() + 5 * DAY_MS));
    expect(await reconcile(shop, {})).toMatchObject({ disputes: 1, failed: [{ id }] });
    await clearFaults(shop);
    expect(await reconcile(shop, { dryRun: true })).toMatchObject({ finished: [{ id, became: 'dispute noted' }] });
    expect(await failures()).toHaveLength(1);
    expect(await reconcile(shop, {})).toMatchObject({ disputes: 1, finished: [{ id, became: 'dispute noted' }] });
    expect(await failures()).toEqual([]);
    expect(await reconcile(shop, {})).toMatchObject({ disputes: 0 });
    await note(new Date());
  });

  it('is moved by a run since an earlier day, never by one of a shorter period or a dry one', async () => {
    await note(daysAgo(10));
    await reconcile(shop, { since: daysAgo(1) });
    await reconcile(shop, { since: daysAgo(20), dryRun: true });
    expect(await daysBehind('sessions')).toBeCloseTo(10, 1);
    await reconcile(shop, { since: daysAgo(20) });
    expect(await daysBehind('sessions')).toBeCloseTo(0, 1);
  });
});
