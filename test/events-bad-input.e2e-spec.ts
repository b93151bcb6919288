import request from 'supertest';
import { StripeGateway } from '../src/checkout/stripe/stripe.gateway.js';
import { WaitingEvents } from '../src/checkout/stripe-events/waiting-events.service.js';
import { stripeConfig, type StripeConfig } from '../src/config/stripe.config.js';
import { signature } from '../src/sandbox/events/post-event.js';
import { openSession } from './factories/cart.js';
import { createOrder } from './factories/order.js';
import { createAdmin, type TestUser } from './factories/user.js';
import { captureLog, type CapturedLog } from './support/captured-log.js';
import { expectConsistent } from './support/consistency.js';
import { paySession, signedWebhook, stripeFor } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
let log: CapturedLog;
let admin: TestUser;
beforeAll(async () => {
  shop = await startApp();
  admin = await createAdmin(shop);
  log = captureLog(shop);
});
afterAll(async () => {
  await expectConsistent(shop);
  await shop.close();
});

const VERSION = '2026-10-28.endive';
const now = () => Math.floor(Date.now() / 1000);
let made = 0;
const newId = () => `evt_bad_${(made += 1)}`;

/** Posts bytes as they are, signed unless told otherwise. */
function post(
  bytes: Buffer | string,
  {
    type = 'application/json',
    signed = String(bytes),
    at = now(),
  }: { type?: string; signed?: string; at?: number } = {},
) {
  const [secret] = shop.app.get<StripeConfig>(stripeConfig.KEY).webhookSecrets;
  return request(shop.url)
    .post('/api/checkout/webhook')
    .set('Content-Type', type)
    .set('Stripe-Signature', signature(signed, secret!, at))
    .serialize((body: unknown) => body as string)
    .send(bytes);
}

const completed = (object: unknown, changes: object = {}) => ({
  id: newId(),
  object: 'event',
  type: 'checkout.session.completed',
  api_version: VERSION,
  data: { object },
  ...changes,
});

/** What must be as it was when an event was refused. */
async function written() {
  const { prisma } = shop;
  const [events, orders, movements, oversold] = await Promise.all([
    prisma.stripeEvent.count(),
    prisma.order.count(),
    prisma.stockMovement.count(),
    prisma.oversoldPayment.count(),
  ]);
  return { events, orders, movements, oversold };
}

const storedEvent = (id: string) => shop.prisma.stripeEvent.findUniqueOrThrow({ where: { id } });
const errorsAbout = (id: string) =>
  log.lines.filter((line) => line.includes(`"${id}"`) && (JSON.parse(line) as { level: number }).level >= 50);

/** Paid at Stripe, while the shop has heard nothing yet. */
async function paidSession() {
  const { sessionId } = await openSession(shop);
  await paySession(shop, sessionId, { delivery: 'none' });
  return stripeFor(shop).checkout.sessions.retrieve(sessionId);
}

describe('POST /checkout/webhook refuses, and writes nothing', () => {
  const EVENT = JSON.stringify({ id: 'evt_1', type: 'customer.created', api_version: VERSION, data: { object: {} } });

  it.each<[string, number, string, () => ReturnType<typeof post>]>([
    ['a forged body', 400, 'INVALID_SIGNATURE', () => post(EVENT, { signed: EVENT.replace('evt_1', 'evt_2') })],
    ['a replay of yesterday', 400, 'INVALID_SIGNATURE', () => post(EVENT, { at: now() - 24 * 60 * 60 })],
    ['a truncated body', 400, 'INVALID_SIGNATURE', () => post(EVENT.slice(0, -20), { signed: EVENT })],
    ['no body at all', 400, 'INVALID_SIGNATURE', () => post('', { signed: EVENT })],
    ['5 MB', 413, 'PAYLOAD_TOO_LARGE', () => post(JSON.stringify({ id: 'x'.repeat(5 * 1024 * 1024) }))],
    [
      'another charset',
      400,
      'INVALID_SIGNATURE',
      () => post(Buffer.from(EVENT, 'utf16le'), { signed: EVENT, type: 'application/json; charset=utf-16' }),
    ],
    ['a signed truncated body', 400, 'INVALID_EVENT', () => post(EVENT.slice(0, -20))],
    ['a signed word', 400, 'INVALID_EVENT', () => post('bonjour')],
    ['a signed array', 400, 'INVALID_EVENT', () => post(`[${EVENT}]`)],
    ['a signed null', 400, 'INVALID_EVENT', () => post('null')],
    ['a signed number', 400, 'INVALID_EVENT', () => post('5')],
  ])('%s: %i %s', async (_, status, code, send) => {
    const before = await written();
    const answer = await send();
    expect({ status: answer.status, code: (answer.body as { code?: string }).code }).toEqual({ status, code });
    expect(await written()).toEqual(before);
  });

  it.each<[string, object]>([
    ['no id', { id: undefined }],
    ['an id that is a number', { id: 5 }],
    ['an id of 10,000 characters', { id: 'e'.repeat(10_000) }],
    ['an empty id', { id: '' }],
    ['an id that is a sentence', { id: 'evt 1' }],
    ['no type', { type: undefined }],
    ['a type that is a list', { type: ['checkout.session.completed'] }],
    ['a version that is a number', { api_version: 2026 }],
    ['no data', { data: undefined }],
    ['null for data', { data: null }],
    ['no object', { data: {} }],
    ['an object that is a list', { data: { object: [] } }],
  ])('a signed body with %s: 400 INVALID_EVENT', async (_, changes) => {
    const before = await written();
    const { body } = await signedWebhook(shop, completed({ id: 'cs_test_1' }, changes)).expect(400);
    expect(body).toMatchObject({ code: 'INVALID_EVENT', requestId: expect.any(String) });
    expect(await written()).toEqual(before);
  });
});

describe('POST /checkout/webhook stores for review, with 200 and an error in the log', () => {
  async function expectReview(event: { id: string }, code?: string) {
    const before = await written();
    await signedWebhook(shop, event).expect(200, { received: true });
    expect(await storedEvent(event.id)).toMatchObject({ status: 'REVIEW', appliedAt: null, nextAttemptAt: null });
    expect(errorsAbout(event.id)).toHaveLength(1);
    if (code) {
      expect(JSON.parse(errorsAbout(event.id)[0]!)).toMatchObject({ code });
      expect((await storedEvent(event.id)).lastError).toMatch(new RegExp(`^${code}: `));
    }
    expect(await written()).toEqual({ ...before, events: before.events + 1 });
    const { body } = await shop.http.get('/api/admin/events?status=REVIEW&limit=100').set(admin.auth).expect(200);
    expect((body as { events: { id: string }[] }).events.map(({ id }) => id)).toContain(event.id);
  }

  it.each<[string, Record<string, unknown>]>([
    ['is of another version', { version: '99' }],
    ['has no cart', { items_0: undefined }],
    ['has a cart that can’t be parsed', { items_0: 'garbage' }],
    ['has a line without price', { items_0: 'abc:1' }],
    ['has more of a line than may be bought', { items_0: 'abc:101:100' }],
    ['has a quantity that overflows', { items_0: `abc:${'9'.repeat(30)}:100` }],
    ['has a negative quantity', { items_0: 'abc:-1:100' }],
    ['costs more than can be counted', { items_0: 'abc:100:999999999' }],
    ['names a variant twice', { items_0: 'abc:1:100,abc:1:100' }],
    ['has a discount that is no number', { discount: '1e9' }],
    ['has a shipping without a price', { shipping: 'COLISSIMO_HOME' }],
    ['has a shipping at a price in words', { shipping: 'COLISSIMO_HOME:seven' }],
    ['has an address of version 1 that can’t be parsed', { version: '1', delivery_0: '{' }],
    ['has an address of version 1 that is a number', { version: '1', delivery_0: '5' }],
    ['was created by another installation', { installation: 'another' }],
    ['has lost its installation', { installation: undefined }],
    ['has no id of ours', { checkout: undefined }],
    ['has numbers where there is text', { checkout: 5 }],
    ['has a list where there is text', { items_0: ['abc:1:100'] }],
  ])('a payment whose metadata %s', async (_, changes) => {
    const session = await paidSession();
    const metadata = { ...session.metadata, ...changes };
    await expectReview(completed({ ...session, metadata }));
  });

  it('a payment that is not this shop’s', async () => {
    await expectReview(completed({ ...(await paidSession()), metadata: { order: '6735' } }), 'NOT_OF_THIS_SHOP');
    await expectReview(completed({ ...(await paidSession()), metadata: null }), 'NOT_OF_THIS_SHOP');
  });

  it('a payment whose installation id was edited at Stripe, also when the success page asks', async () => {
    const { id, metadata } = await paidSession();
    const session = await stripeFor(shop).checkout.sessions.update(id, {
      metadata: { ...metadata, installation: 'edited' },
    });
    await expectReview(completed(session), 'OTHER_INSTALLATION');
    const { body } = await shop.http.get(`/api/checkout/verify-session/${id}`).expect(404);
    expect(body).toMatchObject({ code: 'SESSION_NOT_FOUND' });
  });

  it.each<[string, object, string]>([
    ['live mode', { livemode: true }, 'OTHER_LIVEMODE'],
    ['a livemode in words', { livemode: 'no' }, 'OTHER_LIVEMODE'],
    ['another account', { account: 'acct_other' }, 'OTHER_ACCOUNT'],
  ])('an event of %s, whatever its type', async (_, changes, code) => {
    const session = await paidSession();
    await expectReview(completed(session, changes), code);
    await expectReview(completed({ id: 'cus_1' }, { type: 'customer.created', ...changes }), code);
  });

  it('a payment of a session in live mode', async () => {
    await expectReview(completed({ ...(await paidSession()), livemode: true }), 'OTHER_LIVEMODE');
  });

  it.each<[string, object]>([
    ['an id that is a number', { id: 5 }],
    ['an amount in words', { amount_total: '1790' }],
    ['an amount that overflows', { amount_total: 2 ** 31 }],
    ['half a cent', { amount_total: 100.5 }],
    ['a currency that is a number', { currency: 978 }],
    ['a payment that is a number', { payment_intent: 5 }],
    ['a name that is a list', { customer_details: { name: ['Camille'] } }],
    ['metadata that is a list', { metadata: ['boulevardtcg'] }],
  ])('a session with %s', async (_, changes) => {
    await expectReview(completed({ ...(await paidSession()), ...changes }));
  });

  it.each(['charge.refunded', 'refund.created', 'refund.failed', 'charge.dispute.created'])(
    'a %s whose payment is a number',
    async (type) => {
      await expectReview(completed({ id: 'x_1', amount: 5, status: 'failed', payment_intent: 5 }, { type }));
    },
  );
});

describe('POST /checkout/webhook accepts', () => {
  it('names with NULs and halves of characters, without them', async () => {
    const session = await paidSession();
    const customer_details = { ...session.customer_details, name: 'Ca\0mille \ud83d' };
    await signedWebhook(shop, completed({ ...session, customer_details, ['no\0te']: '\0' })).expect(200);
    const order = await shop.prisma.order.findUniqueOrThrow({ where: { stripeSessionId: session.id } });
    expect(order.billingAddress).toMatchObject({ name: 'Camille \ufffd' });
  });

  it('the same of a session that is read from Stripe', async () => {
    const session = await paidSession();
    const details = { ...session.customer_details!, name: 'Ca\0mille \ud83d' };
    const read = jest.spyOn(shop.app.get(StripeGateway, { strict: false }), 'findSession');
    read.mockResolvedValueOnce({ ...session, customer_details: details });
    await signedWebhook(shop, completed({ id: session.id }, { api_version: null })).expect(200);
    const order = await shop.prisma.order.findUniqueOrThrow({ where: { stripeSessionId: session.id } });
    expect(order.billingAddress).toMatchObject({ name: 'Camille \ufffd' });
  });

  it.each([null, '2019-01-01', 'x'.repeat(255)])(
    'an event of the version %s: the session is read again',
    async (api_version) => {
      const { id } = await paidSession();
      const event = completed({ id, metadata: 5, amount_total: 'none' }, { api_version });
      await signedWebhook(shop, event).expect(200);
      expect(await storedEvent(event.id)).toMatchObject({ status: 'APPLIED' });
      expect(await shop.prisma.order.count({ where: { stripeSessionId: id } })).toBe(1);
    },
  );

  it('an event of another version about an unpaid session that Stripe does not know, and ignores it', async () => {
    const changes = { type: 'checkout.session.expired', api_version: '2019-01-01' };
    const event = completed({ id: 'cs_test_nobody' }, changes);
    await signedWebhook(shop, event).expect(200);
    expect(await storedEvent(event.id)).toMatchObject({ status: 'IGNORED' });
  });

  it('not yet a payment that Stripe does not know: it waits, and needs a review after three days', async () => {
    const event = completed({ id: 'cs_test_nobody' }, { api_version: '2019-01-01' });
    expect((await signedWebhook(shop, event).expect(503)).body.code).toBe('PAYMENT_UNAVAILABLE');
    expect(await storedEvent(event.id)).toMatchObject({ status: 'WAITING', nextAttemptAt: expect.any(Date) });
    const createdAt = new Date(Date.now() - 4 * 24 * 60 * 60_000);
    await shop.prisma.stripeEvent.update({ where: { id: event.id }, data: { createdAt, nextAttemptAt: createdAt } });
    await shop.app.get(WaitingEvents, { strict: false }).retryDue();
    expect(await storedEvent(event.id)).toMatchObject({
      status: 'REVIEW',
      lastError: expect.stringContaining('does not know'),
    });
  });

  it('an event again and again in many forms under one id: the first effect stays', async () => {
    const session = await paidSession();
    const event = completed(session);
    await signedWebhook(shop, event).expect(200);
    const before = await written();
    await signedWebhook(shop, { ...event, data: { object: { ...session, metadata: { shop: 'boulevardtcg' } } } });
    await signedWebhook(shop, { ...event, type: 'checkout.session.expired', data: { object: { ...session } } });
    await signedWebhook(shop, { ...event, data: { object: { id: 5 } } });
    expect(await written()).toEqual(before);
    expect(await storedEvent(event.id)).toMatchObject({ status: 'APPLIED', type: 'checkout.session.completed' });
  });
});

describe('POST /admin/orders/:orderId/refunds', () => {
  it('refuses more than is left, of money and of units, and leaves the order as it was', async () => {
    const { sessionId } = await openSession(shop, { quantity: 2, priceCents: 1000 });
    await paySession(shop, sessionId);
    const order = await shop.prisma.order.findUniqueOrThrow({
      where: { stripeSessionId: sessionId },
      include: { items: true },
    });
    const path = `/api/admin/orders/${order.id}/refunds`;
    const ask = (body: object) => shop.http.post(path).set(admin.auth).send(body);
    const itemId = order.items[0]!.id;
    const tooMuch = [{ amountCents: order.totalCents + 1 }, { lines: [{ orderItemId: itemId, quantity: 3 }] }];
    for (const body of tooMuch) expect((await ask(body).expect(400)).body.code).toBe('REFUND_TOO_LARGE');
    const unknown = await ask({ lines: [{ orderItemId: 'nobody', quantity: 1 }] }).expect(400);
    expect(unknown.body.code).toBe('VALIDATION_ERROR');
    for (const body of [{ amountCents: 0 }, { amountCents: -5 }, { amountCents: 2 ** 31 }, { amountCents: '100' }]) {
      expect((await ask(body)).status).toBe(400);
    }
    expect(await shop.prisma.order.findUnique({ where: { id: order.id } })).toMatchObject({ refundedCents: 0 });
    expect(await shop.prisma.refund.count({ where: { orderId: order.id } })).toBe(0);
  });

  it('does not know orders that there are not, nor the lines of another order', async () => {
    const [mine, theirs] = [await createOrder(shop), await createOrder(shop)];
    const ask = (orderId: string, body: object) =>
      shop.http
        .post(`/api/admin/orders/${encodeURIComponent(orderId)}/refunds`)
        .set(admin.auth)
        .send(body);
    for (const orderId of ['nobody', '%', "' OR 1=1", 'x'.repeat(5000), '../orders']) {
      const { status } = await ask(orderId, { amountCents: 100 });
      expect([400, 404, 414]).toContain(status);
    }
    const foreign = await ask(mine.id, { lines: [{ orderItemId: theirs.items[0]!.id, quantity: 1 }] }).expect(400);
    expect(foreign.body.code).toBe('VALIDATION_ERROR');
    expect(await shop.prisma.refund.count({ where: { orderId: { in: [mine.id, theirs.id] } } })).toBe(0);
  });
});
