import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cartOf, openSession, shipping } from './factories/cart.js';
import { createProduct, createVariant } from './factories/product.js';
import { createUser } from './factories/user.js';
import { paySession, plantFault, stripeFor } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
beforeAll(async () => {
  shop = await startApp();
});
afterAll(() => shop.close());

const post = (body: object, headers: Record<string, string> = {}) =>
  shop.http.post('/api/checkout/create-session').set(headers).send(body);

async function cart(changes: object = {}) {
  const variant = await createVariant(shop.prisma, { stock: 10, priceCents: 4990 });
  return { ...cartOf([{ variantId: variant.id, quantity: 2 }]), ...changes };
}

describe('POST /checkout/create-session', () => {
  it('answers 201 with a session at Stripe, at the current prices', async () => {
    const user = await createUser(shop);
    const body = await cart();
    const before = Date.now();
    const answer = await post({ ...body, items: [{ ...body.items[0], priceCents: 1 }] }, user.auth).expect(201);

    const session = await stripeFor(shop).checkout.sessions.retrieve(answer.body.sessionId, { expand: ['line_items'] });
    expect(answer.body).toEqual({ sessionId: session.id, url: session.url });
    expect(session).toMatchObject({
      mode: 'payment',
      currency: 'eur',
      amount_total: 2 * 4990 + 790,
      customer_email: 'camille@example.test',
      payment_status: 'unpaid',
      shipping_address_collection: null,
    });
    expect(session.line_items?.data.map(({ amount_total }) => amount_total)).toEqual([9980, 790]);
    const lifeMinutes = (session.expires_at * 1000 - before) / 60_000;
    expect(lifeMinutes).toBeGreaterThan(34.5);
    expect(lifeMinutes).toBeLessThan(36);
    expect(await shop.prisma.checkoutSession.findUnique({ where: { stripeSessionId: session.id } })).toMatchObject({
      id: session.client_reference_id,
      status: 'OPEN',
      userId: user.id,
      totalCents: 10_770,
    });
  });

  it('lets Stripe’s page ask for address and method when the request has neither', async () => {
    const { items } = await cart();
    const { body } = await post({ items, customerEmail: 'lou@example.test' }).expect(201);
    const session = await stripeFor(shop).checkout.sessions.retrieve(body.sessionId);
    expect(session.shipping_address_collection?.allowed_countries).toEqual(expect.arrayContaining(['FR', 'BE', 'GB']));
    expect(session.shipping_options).toHaveLength(2);
  });

  it('cuts names that are longer than Stripe takes', async () => {
    const { id: productId } = await createProduct(shop.prisma, { name: 'É'.repeat(200) });
    const { id } = await createVariant(shop.prisma, { productId, name: `${'v'.repeat(46)}🃏${'v'.repeat(100)}` });
    const { body } = await post(cartOf([{ variantId: id, quantity: 1 }])).expect(201);
    const { data } = await stripeFor(shop).checkout.sessions.listLineItems(body.sessionId);
    expect(data[0]!.description).toBe(`${'É'.repeat(200)} • ${'v'.repeat(46)}`);
  });

  it('takes 50 lines', async () => {
    const variants = await Promise.all(Array.from({ length: 50 }, () => createVariant(shop.prisma, { stock: 10 })));
    const items = variants.map(({ id }) => ({ variantId: id, quantity: 10 }));
    await post(cartOf(items)).expect(201);
    await post(cartOf([...items, items[0]!])).expect(400);
  });

  it.each([
    ['no items', { items: [] }, 'VALIDATION_ERROR'],
    ['101 of one', { items: [{ variantId: 'v', quantity: 101 }] }, 'VALIDATION_ERROR'],
    ['a quantity in quotes', { items: [{ variantId: 'v', quantity: '1' }] }, 'VALIDATION_ERROR'],
    ['a list of lists of items', { items: [[{ variantId: 'v', quantity: 1 }]] }, 'VALIDATION_ERROR'],
    ['lists where items are due', { items: [[], []] }, 'VALIDATION_ERROR'],
    ['a list where an address is due', { shipping: [{ ...shipping }] }, 'VALIDATION_ERROR'],
    [
      'a link late in a long name',
      { shipping: { ...shipping, fullName: `${'😀'.repeat(101)} www.evil.test` } },
      'VALIDATION_ERROR',
    ],
    ['an unknown variant', { items: [{ variantId: 'nothing', quantity: 1 }] }, 'VARIANT_NOT_FOUND'],
    ['shipping without a method', { shippingMethodCode: undefined }, 'VALIDATION_ERROR'],
    ['a method without shipping', { shipping: undefined }, 'VALIDATION_ERROR'],
    ['an unknown method', { shippingMethodCode: 'PIGEON' }, 'INVALID_SHIPPING_METHOD'],
    ['a country that is not served', { shipping: { ...shipping, country: 'Japon' } }, 'COUNTRY_NOT_SERVED'],
    ['a foreign success address', { successUrl: 'https://evil.example/' }, 'INVALID_REDIRECT_URL'],
    ['a look-alike cancel address', { cancelUrl: 'http://localhost:5173.evil.example/' }, 'INVALID_REDIRECT_URL'],
    ['a success address with a backslash', { successUrl: 'http://localhost:5173\\ok' }, 'INVALID_REDIRECT_URL'],
    [
      'a cancel address with a control character',
      { cancelUrl: 'http://localhost:5173/p\tanier' },
      'INVALID_REDIRECT_URL',
    ],
    ['a success address that is not ASCII', { successUrl: 'http://localhost:5173/réussi' }, 'INVALID_REDIRECT_URL'],
    [
      'a success address with an invisible character',
      { successUrl: 'http://localhost:5173/ok\u200b' },
      'INVALID_REDIRECT_URL',
    ],
    ['a promo code, as none exists', { promoCode: 'NOEL' }, 'PROMO_NOT_FOUND'],
    ['no e-mail address', { customerEmail: 'camille' }, 'VALIDATION_ERROR'],
  ])('answers 400 for %s and leaves nothing', async (_, changes, code) => {
    const body = await cart(changes);
    const sessions = await shop.prisma.checkoutSession.count();
    const answer = await post(body).expect(400);
    expect(answer.body).toMatchObject({ code, error: expect.any(String), requestId: expect.any(String) });
    expect(await shop.prisma.checkoutSession.count()).toBe(sessions);
  });

  it('answers 400 QUANTITY_TOO_LARGE over 500 units, DUPLICATE_ITEMS for a variant twice', async () => {
    const variants = await Promise.all(Array.from({ length: 6 }, () => createVariant(shop.prisma, { stock: 1000 })));
    const many = variants.map(({ id }) => ({ variantId: id, quantity: 84 }));
    expect((await post(cartOf(many)).expect(400)).body.code).toBe('QUANTITY_TOO_LARGE');
    const twice = [many[0]!, { ...many[0]!, quantity: 1 }];
    expect((await post(cartOf(twice)).expect(400)).body.code).toBe('DUPLICATE_ITEMS');
  });

  it('answers 400 for amounts that Stripe does not take', async () => {
    const cheap = await createVariant(shop.prisma, { priceCents: 1 });
    const dear = await createVariant(shop.prisma, { priceCents: 10_000_000, stock: 100 });
    const items = (variantId: string, quantity: number) => ({ items: [{ variantId, quantity }] });
    expect((await post(items(cheap.id, 1)).expect(400)).body.code).toBe('AMOUNT_TOO_SMALL');
    expect((await post(items(dear.id, 10)).expect(400)).body.code).toBe('AMOUNT_TOO_LARGE');
  });

  it('answers 400 VARIANT_NOT_FOUND for an inactive variant', async () => {
    const { id } = await createVariant(shop.prisma, { isActive: false });
    expect((await post(cartOf([{ variantId: id, quantity: 1 }])).expect(400)).body.code).toBe('VARIANT_NOT_FOUND');
  });

  it('answers 409 INSUFFICIENT_STOCK with the line and the reason', async () => {
    const none = await createVariant(shop.prisma, { stock: 0 });
    const one = await createVariant(shop.prisma, { stock: 1 });
    const items = [none, one].map(({ id }) => ({ variantId: id, quantity: 2 }));
    const { body } = await post(cartOf(items)).expect(409);
    expect(body.code).toBe('INSUFFICIENT_STOCK');
    expect(body.details).toEqual([
      { path: 'items.0.quantity', msg: expect.any(String), variantId: none.id, reason: 'OUT_OF_STOCK' },
      { path: 'items.1.quantity', msg: expect.any(String), variantId: one.id, reason: 'INSUFFICIENT_STOCK' },
    ]);
  });

  it('answers 401 INVALID_TOKEN for a Bearer that is present and not valid, never a guest’s session', async () => {
    const answer = await post(await cart(), { Authorization: 'Bearer nonsense' }).expect(401);
    expect(answer.body.code).toBe('INVALID_TOKEN');
  });
});

describe('Idempotency-Key', () => {
  /** Guests' keys have 16 characters at least. */
  const key = (name: string) => ({ 'Idempotency-Key': name.padEnd(16, '-') });

  it('answers 200 and the same session for the same caller and body', async () => {
    const body = await cart();
    const first = await post(body, key('again')).expect(201);
    const second = await post(body, key('again')).expect(200);
    expect(second.body).toEqual({ ...first.body, cached: true });
  });

  it('creates one session for ten concurrent requests', async () => {
    const body = await cart();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(body, key('at-once'))));
    expect(new Set(answers.map((answer) => answer.body.sessionId)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(9);
  });

  it('answers 422 IDEMPOTENCY_KEY_REUSED for another body', async () => {
    const body = await cart();
    await post(body, key('other')).expect(201);
    const answer = await post({ ...body, shippingMethodCode: 'MONDIAL_RELAY' }, key('other')).expect(422);
    expect(answer.body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('never returns one caller’s session to another', async () => {
    const [one, two] = [await createUser(shop), await createUser(shop)];
    const body = await cart();
    const sessions = [
      await post(body, { ...one.auth, ...key('mine') }).expect(201),
      await post(body, { ...two.auth, ...key('mine') }).expect(201),
      await post(body, key('mine')).expect(201),
    ].map((answer) => answer.body.sessionId as string);
    expect(new Set(sessions).size).toBe(3);
  });

  it('replaces an account’s session when e-mail or addresses alone differ, and closes the old one at Stripe', async () => {
    const user = await createUser(shop);
    const body = await cart();
    const first = await post(body, { ...user.auth, ...key('moved') }).expect(201);
    const changed = { ...body, customerEmail: 'other@example.test' };
    const second = await post(changed, { ...user.auth, ...key('moved') }).expect(201);
    expect(second.body.sessionId).not.toBe(first.body.sessionId);
    const old = await stripeFor(shop).checkout.sessions.retrieve(first.body.sessionId);
    expect(old.status).toBe('expired');
  });

  it('answers the success address, as it was parsed, once the session has been paid, so that nobody pays twice', async () => {
    const body = await cart({ successUrl: 'HTTP://localhost:5173/x/../checkout/success?sid={CHECKOUT_SESSION_ID}' });
    const { sessionId } = (await post(body, key('paid')).expect(201)).body;
    await paySession(shop, sessionId);
    const replay = await post(body, key('paid')).expect(200);
    expect(replay.body.url).toBe(`http://localhost:5173/checkout/success?sid=${sessionId}`);
  });

  it('frees the key of a session that has expired', async () => {
    const body = await cart();
    const first = await post(body, key('expired')).expect(201);
    await paySession(shop, first.body.sessionId, { action: 'expire' });
    const second = await post(body, key('expired')).expect(201);
    expect(second.body.sessionId).not.toBe(first.body.sessionId);
  });

  it('finds the session of a request that crashed before it stored Stripe’s answer', async () => {
    const body = await cart();
    const { sessionId } = (await post(body, key('died')).expect(201)).body;
    await shop.prisma.checkoutSession.update({
      where: { stripeSessionId: sessionId },
      data: { status: 'OPENING', stripeSessionId: null, url: null },
    });
    const answer = await post(body, key('died')).expect(200);
    expect(answer.body.sessionId).toBe(sessionId);
  });

  it('answers 400 for a key of more than 255 characters', async () => {
    await post(await cart(), key('k'.repeat(256))).expect(400);
    await post(await cart(), key('k'.repeat(255))).expect(201);
  });

  it('answers 400 IDEMPOTENCY_KEY_TOO_SHORT for a guest’s key of fewer than 16 characters; accounts may have one', async () => {
    const user = await createUser(shop);
    const body = await cart();
    const short = { 'Idempotency-Key': 'k'.repeat(15) };
    expect((await post(body, short).expect(400)).body.code).toBe('IDEMPOTENCY_KEY_TOO_SHORT');
    await post(body, key('k'.repeat(16))).expect(201);
    await post(body, { ...user.auth, ...short }).expect(201);
  });

  it('never returns a guest’s session to a guest with another e-mail, nor, without one, from another client IP', async () => {
    const proxied = await startApp({ TRUST_PROXY: '1' });
    try {
      const variant = await createVariant(proxied.prisma);
      const body = cartOf([{ variantId: variant.id, quantity: 1 }]);
      const ask = (ip: string, customerEmail?: string) =>
        proxied.http
          .post('/api/checkout/create-session')
          .set({ ...key('made-from-the-cart'), 'X-Forwarded-For': ip })
          .send({ ...body, customerEmail });
      const sessionId = async (ip: string, email?: string) =>
        (await ask(ip, email).expect(201)).body.sessionId as string;
      const first = await sessionId('203.0.113.1', 'camille@example.test');
      const others = [
        await sessionId('203.0.113.1', 'lou@example.test'),
        await sessionId('203.0.113.1'),
        await sessionId('203.0.113.2'),
      ];
      expect(new Set([first, ...others]).size).toBe(4);
      const again = await ask('203.0.113.3', 'camille@example.test').expect(200);
      expect(again.body).toMatchObject({ sessionId: first, cached: true });
      expect((await ask('203.0.113.2').expect(200)).body).toMatchObject({ sessionId: others[2], cached: true });
    } finally {
      await proxied.close();
    }
  });
});

describe('when Stripe fails', () => {
  let broken: Server;
  let other: RunningApp;
  let behaviour: 'hang' | 'refuse' = 'refuse';

  beforeAll(async () => {
    broken = createServer((_, response) => {
      if (behaviour === 'refuse') response.writeHead(500, { 'content-type': 'application/json' }).end('{"error":{}}');
    });
    await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
    const { port } = broken.address() as AddressInfo;
    other = await startApp({ STRIPE_API_BASE: `http://127.0.0.1:${port}` });
  });
  afterAll(async () => {
    await other.close();
    broken.closeAllConnections();
    broken.close();
  });

  it.each(['refuse', 'hang'] as const)('answers 503 PAYMENT_UNAVAILABLE within 10 s when it %ss', async (kind) => {
    behaviour = kind;
    const { id } = await createVariant(other.prisma, { stock: 3 });
    const started = Date.now();
    const answer = await other.http
      .post('/api/checkout/create-session')
      .send(cartOf([{ variantId: id, quantity: 1 }]))
      .expect(503);
    expect(Date.now() - started).toBeLessThan(10_000);
    expect(answer.body.code).toBe('PAYMENT_UNAVAILABLE');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(await other.prisma.checkoutSession.count({ where: { status: 'OPEN' } })).toBe(0);
    expect((await other.prisma.variant.findUniqueOrThrow({ where: { id } })).stock).toBe(3);
  });

  it.each([
    [2, 201],
    [3, 503],
  ])('answers after %i 500s of Stripe with %i within 10 s', async (times, status) => {
    const { id } = await createVariant(shop.prisma, { stock: 3 });
    await plantFault(shop, {
      match: { method: 'POST', path: '/v1/checkout/sessions' },
      kind: 'error',
      // Stripe answers a stored 500 again, however often it is asked.
      saved: false,
      times,
    });
    const started = Date.now();
    await post(cartOf([{ variantId: id, quantity: 1 }])).expect(status);
    expect(Date.now() - started).toBeLessThan(10_000);
  });
});

it('keeps session and key over a restart', async () => {
  const first = await startApp();
  const { sessionId } = await openSession(first);
  await first.app.close();
  const second = await startApp({}, first.dataDir);
  expect(await second.prisma.checkoutSession.count({ where: { stripeSessionId: sessionId, status: 'OPEN' } })).toBe(1);
  await second.close();
});
