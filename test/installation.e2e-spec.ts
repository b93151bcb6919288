import type Stripe from 'stripe';
import { OversoldRetries } from '../src/checkout/completion/oversold-retries.service.js';
import { SessionExpiry } from '../src/checkout/completion/session-expiry.service.js';
import { ReconciliationService } from '../src/checkout/reconciliation/reconciliation.service.js';
import { StockService } from '../src/catalog/stock/stock.service.js';
import { JobsService } from '../src/jobs/jobs.service.js';
import { OutboxWorker } from '../src/mail/outbox.worker.js';
import { cartOf, openSession, shipping } from './factories/cart.js';
import { createVariant } from './factories/product.js';
import { createAdmin, createUser } from './factories/user.js';
import { allRows } from './support/all-rows.js';
import { mailFileNames, readMailFile } from './support/mail-files.js';
import { expectConsistent } from './support/consistency.js';
import { clearFaults, paySession, plantFault, signedWebhook } from './support/sandbox.js';
import { readMetrics } from './support/prometheus.js';
import { payIn, startSandboxServer, WEBHOOK_SECRET, type SandboxServer } from './support/sandbox-server.js';
import { startApp, type RunningApp } from './support/start-app.js';

const HOUR_MS = 60 * 60_000;

/** A shop on the Stripe account of another process. */
const shopOn = (sandbox: Pick<SandboxServer, 'base'>, env: Record<string, string> = {}, dataDir?: string) =>
  startApp(
    {
      STRIPE_API_BASE: sandbox.base,
      STRIPE_SECRET_KEY: 'sk_test_Ab3Cd5Ef7Gh9Jk1Lm3',
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
      ...env,
    },
    dataDir,
  );

const reconcile = (shop: RunningApp, options: { dryRun?: boolean } = {}) =>
  shop.app.get(ReconciliationService, { strict: false }).run({ since: new Date(Date.now() - HOUR_MS), ...options });
const ordersOf = (shop: RunningApp, stripeSessionId: string) =>
  shop.prisma.order.findMany({ where: { stripeSessionId } });
const storedEvent = (shop: RunningApp, { id }: Stripe.Event) =>
  shop.prisma.stripeEvent.findUniqueOrThrow({ where: { id } });

describe('databases on one Stripe account', () => {
  let sandbox: SandboxServer;
  let shop: RunningApp;
  let copy: RunningApp;
  beforeAll(async () => {
    sandbox = await startSandboxServer({ accountId: 'acct_of_the_shop' });
    shop = await shopOn(sandbox);
    copy = await shopOn(sandbox);
  });
  afterEach(() => clearFaults(sandbox.asShop));
  afterAll(async () => {
    await expectConsistent(shop);
    await Promise.all([shop.close(), copy.close()]);
    await sandbox.close();
  });

  /** A session that its buyer has paid, and the event that reports it. */
  async function paid(options: Parameters<typeof openSession>[1] = {}) {
    const { sessionId, variantId } = await openSession(shop, { quantity: 1, ...options });
    await payIn(sandbox, sessionId, { delivery: 'none' });
    const { data } = await sandbox.stripe.events.list({ type: 'checkout.session.completed', limit: 20 });
    const event = data.find((one) => (one.data.object as { id: string }).id === sessionId)!;
    return { sessionId, variantId, event };
  }

  /** The database is restored from a backup of before the session. */
  async function loseRow(stripeSessionId: string) {
    await shop.prisma.checkoutSession.deleteMany({ where: { stripeSessionId } });
  }

  const setStock = (variantId: string, units: number) =>
    shop.prisma.$transaction((tx) =>
      shop.app.get(StockService, { strict: false }).setStock(tx, variantId, units, { reason: 'CORRECTION' }),
    );
  const refundsAtStripe = async () => (await sandbox.stripe.refunds.list()).data;

  it('a payment of another installation is kept for review, never fulfilled and never refunded', async () => {
    const { sessionId, event } = await paid();
    await signedWebhook(copy, event, { secret: WEBHOOK_SECRET }).expect(200);
    expect(await storedEvent(copy, event)).toMatchObject({
      status: 'REVIEW',
      lastError: expect.stringMatching(/^OTHER_INSTALLATION: /),
    });
    const admin = await createAdmin(copy);
    const { body } = await copy.http.get('/api/admin/events?status=REVIEW').set(admin.auth).expect(200);
    expect(body.events).toEqual([expect.objectContaining({ id: event.id })]);

    await copy.http.get(`/api/checkout/verify-session/${sessionId}`).expect(404);
    expect(await reconcile(copy)).toMatchObject({ finished: [], failed: [], others: 1 });
    await copy.app.get(OversoldRetries, { strict: false }).retryDue();
    expect(await ordersOf(copy, sessionId)).toEqual([]);
    expect(await refundsAtStripe()).toEqual([]);

    await signedWebhook(shop, event, { secret: WEBHOOK_SECRET }).expect(200);
    expect(await ordersOf(shop, sessionId)).toHaveLength(1);
  });

  it('an expired session of another installation changes nothing here', async () => {
    const { sessionId } = await openSession(shop, { quantity: 1 });
    const session = await sandbox.stripe.checkout.sessions.expire(sessionId);
    const event = { id: 'evt_expired', object: 'event', type: 'checkout.session.expired', data: { object: session } };
    const sent = { ...event, api_version: '2026-10-28.endive', livemode: false };
    await signedWebhook(copy, sent, { secret: WEBHOOK_SECRET }).expect(200);
    expect(await storedEvent(copy, sent as unknown as Stripe.Event)).toMatchObject({ status: 'IGNORED' });
  });

  it('metadata at Stripe hold ids and amounts; the address is in our row until the order has it, and at the payment', async () => {
    const { sessionId, event } = await paid();
    const row = await shop.prisma.checkoutSession.findUniqueOrThrow({ where: { stripeSessionId: sessionId } });
    expect(row.delivery).toMatchObject({ name: shipping.fullName, address: { line1: shipping.addressLine1 } });

    const session = await sandbox.stripe.checkout.sessions.retrieve(sessionId, { expand: ['payment_intent'] });
    const payment = session.payment_intent as Stripe.PaymentIntent;
    expect(payment.metadata).toEqual(session.metadata);
    expect(JSON.stringify(session.metadata)).not.toMatch(/Camille|camille|Lilas|75011|\+33/);
    expect(payment.shipping).toMatchObject({
      name: shipping.fullName,
      address: { line1: shipping.addressLine1, postal_code: shipping.postalCode, country: 'FR' },
    });

    await signedWebhook(shop, event, { secret: WEBHOOK_SECRET }).expect(200);
    const [order] = await ordersOf(shop, sessionId);
    expect(order!.shippingAddress).toEqual(row.delivery);
    expect(order!.billingAddress).toMatchObject({ email: 'camille@example.test' });
    expect(await shop.prisma.checkoutSession.findUnique({ where: { id: row.id } })).toMatchObject({ delivery: null });
  });

  it('a payment without its row is fulfilled, with the address of the payment; without Stripe the event waits', async () => {
    const { sessionId, event } = await paid();
    await loseRow(sessionId);
    await plantFault(sandbox.asShop, {
      match: { method: 'GET', path: '/v1/payment_intents/*' },
      kind: 'error',
      times: 3,
    });
    await signedWebhook(shop, event, { secret: WEBHOOK_SECRET }).expect(503);
    expect(await storedEvent(shop, event)).toMatchObject({ status: 'WAITING' });
    await clearFaults(sandbox.asShop);

    await signedWebhook(shop, event, { secret: WEBHOOK_SECRET }).expect(200);
    expect(await ordersOf(shop, sessionId)).toMatchObject([
      {
        status: 'CONFIRMED',
        shippingAddress: { name: shipping.fullName, address: { line1: shipping.addressLine1, countryCode: 'FR' } },
      },
    ]);
  });

  it('a payment without its row and its account is fulfilled as a guest’s: the buyer still gets the mails', async () => {
    const buyer = await createUser(shop);
    const { sessionId, event } = await paid({ user: buyer });
    await loseRow(sessionId);
    await shop.prisma.user.delete({ where: { id: buyer.id } });
    await signedWebhook(shop, event, { secret: WEBHOOK_SECRET }).expect(200);
    expect(await ordersOf(shop, sessionId)).toMatchObject([
      {
        userId: null,
        eraseOnEnd: false,
        shippingAddress: { name: shipping.fullName, phone: shipping.phone },
        billingAddress: { email: 'camille@example.test' },
      },
    ]);
  });

  it('a payment without its row and without goods is kept for review with one mail, and fulfilled after a restock', async () => {
    const { sessionId, variantId, event } = await paid({ stock: 1 });
    await loseRow(sessionId);
    await setStock(variantId, 0);
    await signedWebhook(shop, event, { secret: WEBHOOK_SECRET }).expect(200);
    expect(await storedEvent(shop, event)).toMatchObject({
      status: 'REVIEW',
      lastError: expect.stringMatching(/^SOLD_OUT_WITHOUT_SESSION: /),
    });
    const { body } = await shop.http.get(`/api/checkout/verify-session/${sessionId}`).expect(409);
    expect(body.code).toBe('INSUFFICIENT_STOCK');
    const report = await reconcile(shop);
    expect(report.failed).toEqual([{ id: sessionId, reason: expect.stringContaining('not in this database') }]);
    await shop.app.get(OversoldRetries, { strict: false }).retryDue();
    expect(await ordersOf(shop, sessionId)).toEqual([]);
    expect(await refundsAtStripe()).toEqual([]);
    const mails = { kind: 'shop.alert', key: { contains: sessionId } };
    expect(await shop.prisma.outboxMail.count({ where: mails })).toBe(1);

    await setStock(variantId, 1);
    expect((await reconcile(shop)).finished).toEqual([{ id: sessionId, became: 'order' }]);
    expect(await ordersOf(shop, sessionId)).toMatchObject([{ status: 'CONFIRMED' }]);
  });

  it('reconcile --dry-run says what it would do, and changes nothing', async () => {
    const [missed, soldOut] = [await paid(), await paid({ stock: 1 })];
    await loseRow(soldOut.sessionId);
    await setStock(soldOut.variantId, 0);
    // One unit for two.
    const both = [await paid({ stock: 2 })];
    both.push(await paid({ variantId: both[0]!.variantId }));
    await setStock(both[0]!.variantId, 1);
    const url = process.env.TEST_POSTGRES ? shop.env.DATABASE_URL! : `file:${shop.dataDir}/boulevard.db`;
    const before = await allRows(url);
    const { finished, failed } = await reconcile(shop, { dryRun: true });
    expect(finished).toHaveLength(3);
    expect(finished).toContainEqual({ id: missed.sessionId, became: 'order' });
    const ofBoth = finished.filter(({ id }) => both.some(({ sessionId }) => sessionId === id));
    expect(ofBoth.map(({ became }) => became).sort()).toEqual(['order', 'oversold']);
    expect(failed).toEqual([{ id: soldOut.sessionId, reason: expect.any(String) }]);
    expect(await allRows(url)).toEqual(before);
    await setStock(soldOut.variantId, 1);
    await setStock(both[0]!.variantId, 2);
    expect((await reconcile(shop)).finished).toHaveLength(4);
  });

  it('notes the account of the key; a key of another one stops the start, and Stripe down does not', async () => {
    const accountOf = ({ prisma }: RunningApp) => prisma.installation.findFirst({ select: { stripeAccountId: true } });
    expect(await accountOf(shop)).toEqual({ stripeAccountId: 'acct_of_the_shop' });
    const other = await startSandboxServer({ accountId: 'acct_of_another' });
    try {
      const scheduled = jest.spyOn(JobsService.prototype, 'onApplicationBootstrap');
      await expect(shopOn(other, {}, shop.dataDir)).rejects.toThrow(
        /^STRIPE_SECRET_KEY is of the Stripe account acct_of_another, the database belongs to acct_of_the_shop: [^\n]+$/,
      );
      // No job asks Stripe with that key.
      expect(scheduled).not.toHaveBeenCalled();
      const away = await shopOn({ base: 'http://127.0.0.1:9' }, {}, shop.dataDir);
      await away.http.get('/api/health/ready').expect(200);
      await away.close();
    } finally {
      jest.restoreAllMocks();
      await other.close();
    }
  });

  it('a key of another account that Stripe names only after the start is not used any more', async () => {
    const other = await startSandboxServer({ accountId: 'acct_of_another' });
    await plantFault(other.asShop, { match: { path: '/v1/account' }, kind: 'error' });
    const late = await shopOn(other, {}, shop.dataDir);
    try {
      await late.app.get(JobsService).run('stripe-account');
      const { id } = await createVariant(shop.prisma);
      const cart = cartOf([{ variantId: id, quantity: 1 }]);
      const { body } = await late.http.post('/api/checkout/create-session').send(cart).expect(503);
      expect(body.code).toBe('PAYMENT_UNAVAILABLE');
      expect((await other.stripe.checkout.sessions.list()).data).toEqual([]);
      // Unknown to that account is not ended: its buyer can pay at the right one.
      const { sessionId } = await openSession(shop);
      await shop.prisma.checkoutSession.updateMany({
        where: { stripeSessionId: sessionId },
        data: { expiresAt: new Date(0) },
      });
      await late.app.get(SessionExpiry, { strict: false }).endExpired();
      expect(await shop.prisma.checkoutSession.findUnique({ where: { stripeSessionId: sessionId } })).toMatchObject({
        status: 'OPEN',
      });
    } finally {
      await late.close();
      await other.close();
    }
  });
});

it('a live shop keeps test events for review', async () => {
  const sandbox = await startSandboxServer({ livemode: true });
  const shop = await shopOn(sandbox, { STRIPE_SECRET_KEY: 'sk_live_Ab3Cd5Ef7Gh9Jk1Lm3' });
  try {
    const { sessionId } = await openSession(shop);
    await payIn(sandbox, sessionId, { delivery: 'none' });
    const { data } = await sandbox.stripe.events.list({ type: 'checkout.session.completed' });
    const test = { ...data[0]!, id: 'evt_test', livemode: false };
    await signedWebhook(shop, test, { secret: WEBHOOK_SECRET }).expect(200);
    expect(await storedEvent(shop, test)).toMatchObject({
      status: 'REVIEW',
      lastError: expect.stringMatching(/^OTHER_LIVEMODE: /),
    });
    expect(await ordersOf(shop, sessionId)).toEqual([]);
    await signedWebhook(shop, data[0]!, { secret: WEBHOOK_SECRET }).expect(200);
    expect(await ordersOf(shop, sessionId)).toMatchObject([{ isTest: false }]);
  } finally {
    await shop.close();
    await sandbox.close();
  }
});

it('STRIPE_TEST_MODE_ALLOWED marks every order and mail as a test', async () => {
  const shop = await startApp({ STRIPE_TEST_MODE_ALLOWED: 'true' });
  try {
    const { sessionId } = await openSession(shop);
    await paySession(shop, sessionId);
    const admin = await createAdmin(shop);
    const { body } = await shop.http.get('/api/admin/orders').set(admin.auth).expect(200);
    expect(body.orders).toEqual([expect.objectContaining({ stripeSessionId: sessionId, isTest: true })]);
    await shop.app.get(OutboxWorker, { strict: false }).sendDue();
    const mails = mailFileNames(shop).map((name) => readMailFile(shop, name.replace('.eml', '')));
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatch(/^Subject: .*TEST/m);
  } finally {
    await shop.close();
  }
});

it('from a test key to a live one: orders of the test mode are in no figure and no alarm, and end without Stripe', async () => {
  const [testMode, liveMode] = [await startSandboxServer(), await startSandboxServer({ livemode: true })];
  const tried = await shopOn(testMode, { STRIPE_TEST_MODE_ALLOWED: 'true' });
  let shop: RunningApp | undefined;
  try {
    const buy = async (from: RunningApp, sandbox: SandboxServer) => {
      const { sessionId, variantId } = await openSession(from, { quantity: 1, stock: 3 });
      await payIn(sandbox, sessionId, { delivery: 'none' });
      const { data } = await sandbox.stripe.events.list({ type: 'checkout.session.completed', limit: 1 });
      await signedWebhook(from, data[0]!, { secret: WEBHOOK_SECRET }).expect(200);
      const [order] = await ordersOf(from, sessionId);
      return { id: order!.id, totalCents: order!.totalCents, variantId };
    };
    const figures = async (of: RunningApp) => {
      const { auth } = await createAdmin(of);
      const get = async (path: string) => (await of.http.get(`/api/admin/${path}`).set(auth).expect(200)).body;
      const [{ stats }, { total }, dashboard] = await Promise.all(
        ['stats/orders', 'reports/sales', 'dashboard'].map(get),
      );
      const { text: csv } = await of.http.get('/api/admin/orders/export').set(auth).expect(200);
      return {
        orders: [stats.total, total.orders, dashboard.stats.orders.total],
        revenue: [stats.totalRevenue, total.revenue, dashboard.stats.revenue.total],
        bookkeeping: csv.trimEnd().split('\r\n').length - 1,
        sold: dashboard.topProducts.map(({ totalSold }: { totalSold: number }) => totalSold),
      };
    };
    const trial = [await buy(tried, testMode), await buy(tried, testMode)] as const;
    const revenue = trial[0].totalCents + trial[1].totalCents;
    // While the shop is in test mode, its figures can be tried, too.
    expect(await figures(tried)).toEqual({
      orders: [2, 2, 2],
      revenue: [revenue, revenue, revenue],
      bookkeeping: 2,
      sold: [1, 1],
    });

    const { sessionId: stripeSessionId } = await openSession(tried);
    // Nothing ends them once the key is live.
    const [orderId, openedAt] = [trial[1].id, new Date()];
    const dispute = { status: 'needs_response', reason: 'general', amountCents: 100, currency: 'eur', openedAt };
    await tried.prisma.dispute.create({ data: { id: 'du_trial', orderId, ...dispute } });
    const refund = { cause: 'STRIPE', status: 'PENDING', amountCents: 100, idempotencyKey: 'stripe:trial' } as const;
    await tried.prisma.refund.create({ data: { orderId, stripeRefundId: 're_trial', ...refund } });
    await tried.prisma.order.update({ where: { id: orderId }, data: { refundedCents: 100 } });
    const alarms = async (of: RunningApp) => {
      await readMetrics(of);
      const { value } = await readMetrics(of);
      return ['disputes_to_answer', 'refunds_pending'].map((name) => value('shop_queue_length', `queue="${name}"`));
    };
    expect(await alarms(tried)).toEqual([1, 1]);

    shop = await shopOn(liveMode, { STRIPE_SECRET_KEY: 'sk_live_Ab3Cd5Ef7Gh9Jk1Lm3' }, tried.dataDir);
    expect(await figures(shop)).toEqual({ orders: [0, 0, 0], revenue: [0, 0, 0], bookkeeping: 0, sold: [] });
    expect(await alarms(shop)).toEqual([0, 0]);
    const real = await buy(shop, liveMode);
    const { totalCents } = real;
    expect(await figures(shop)).toEqual({
      orders: [1, 1, 1],
      revenue: [totalCents, totalCents, totalCents],
      bookkeeping: 1,
      sold: [1],
    });

    const { auth } = await createAdmin(shop);
    const cancel = (id: string) =>
      shop!.http.patch(`/api/admin/orders/${id}/status`).set(auth).send({ status: 'CANCELLED' });
    expect((await cancel(trial[0].id).expect(200)).body.order).toMatchObject({ status: 'CANCELLED', isTest: true });
    const { stock } = await shop.prisma.variant.findUniqueOrThrow({ where: { id: trial[0].variantId } });
    expect(stock).toBe(3);
    expect((await liveMode.stripe.refunds.list()).data).toEqual([]);
    await cancel(real.id).expect(200);
    expect((await liveMode.stripe.refunds.list()).data).toMatchObject([{ amount: totalCents }]);

    await shop.prisma.checkoutSession.updateMany({ where: { stripeSessionId }, data: { expiresAt: new Date(0) } });
    await shop.app.get(SessionExpiry, { strict: false }).endExpired();
    const ended = await shop.prisma.checkoutSession.findUnique({ where: { stripeSessionId } });
    expect(ended).toMatchObject({ status: 'CLOSED' });
    await expectConsistent(shop);
  } finally {
    await shop?.close();
    await tried.close();
    await Promise.all([testMode.close(), liveMode.close()]);
  }
});
