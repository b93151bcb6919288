import type { Prisma } from '../src/prisma/client.js';
import { openSession } from './factories/cart.js';
import { billingAddress, createOrder } from './factories/order.js';
import { createProduct } from './factories/product.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { differences } from './support/declared-answers.js';
import { paySession } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

/** Today as `YYYY-MM-DD`, which is how Swedes write it. */
const dayIn = (timeZone: string) => new Date().toLocaleDateString('sv-SE', { timeZone });

let shop: RunningApp;
beforeAll(async () => {
  // Wrong passwords count: three for an account, fifteen for all of them.
  shop = await startApp({ RATE_LIMIT_ENABLED: 'true', RATE_LIMIT_LOGIN_FAILURES: '3' });
});
afterAll(() => shop.close());

describe('GET /gdpr/export', () => {
  const exportOf = ({ auth }: TestUser) => shop.http.get('/api/gdpr/export').set(auth);

  it('answers 200 with exactly what the contract names, as a file that nobody keeps a copy of', async () => {
    const { prisma } = shop;
    const user = await createUser(shop, { bio: 'I <3 "Pikachu"' });
    const other = await createUser(shop);
    await prisma.profile.update({ where: { userId: user.id }, data: { city: 'Lyon', preferences: { a: 1 } } });
    const order = await createOrder(shop, { userId: user.id, lines: [{ quantity: 2 }] });
    await createOrder(shop, { userId: other.id });
    const card = { cardId: 'base1-4', cardName: 'Dracaufeu', cardSet: 'Set de base' };
    await prisma.favorite.create({ data: { userId: user.id, cardImage: '/img/x.webp', ...card } });
    await prisma.collectionItem.create({ data: { userId: user.id, quantity: 3, notes: 'à échanger', ...card } });
    const product = await createProduct(prisma);
    const review = { rating: 4, title: 'Bien', comment: null };
    await prisma.review.create({ data: { userId: user.id, productId: product.id, ...review } });
    const offer = { creatorCards: [{ id: 'a' }], receiverCards: [{ id: 'b' }], message: 'Bonjour' };
    const sent = await prisma.tradeOffer.create({ data: { creatorId: user.id, receiverId: other.id, ...offer } });
    const got = await prisma.tradeOffer.create({ data: { creatorId: other.id, receiverId: user.id, ...offer } });

    const { body, headers } = await exportOf(user).expect(200);
    expect(differences('GET /api/gdpr/export', 200, body)).toEqual([]);
    const today = dayIn('Europe/Paris');
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="mes-donnees-${user.username}-${today}.json"`,
      'cache-control': 'no-store',
    });
    const [item] = order.items;
    const { email: _, ...shippingAddress } = billingAddress;
    const { productName, variantName, unitPriceCents } = item!;
    expect(body).toMatchObject({
      exportVersion: '1.0',
      user: { id: user.id, email: user.email, bio: 'I <3 "Pikachu"', marketingConsent: false, privacyAcceptedAt: null },
      profile: { userId: user.id, city: 'Lyon', preferences: { a: 1 } },
      orders: [
        {
          orderNumber: order.orderNumber,
          shippingAddress,
          billingAddress,
          items: [{ productName, variantName, quantity: 2, unitPriceCents, totalPriceCents: 2 * unitPriceCents }],
        },
      ],
      favorites: [{ ...card, createdAt: expect.any(String) }],
      reviews: [{ ...review, createdAt: expect.any(String), product: { name: product.name, slug: product.slug } }],
      collection: [{ ...card, quantity: 3, condition: null, language: null, notes: 'à échanger' }],
      tradeOffers: { created: [{ id: sent.id, ...offer, status: 'PENDING' }], received: [{ id: got.id }] },
    });
    expect(JSON.stringify(body)).not.toMatch(/passwordHash|\$2[aby]\$/);
    expect(JSON.stringify(body)).not.toContain(other.email);
  });

  it('has the address of a checkout session until it ended, or its order has it', async () => {
    const [user, other] = [await createUser(shop), await createUser(shop)];
    const exported = async () => {
      const { body } = await exportOf(user).expect(200);
      expect(differences('GET /api/gdpr/export', 200, body)).toEqual([]);
      return body;
    };
    const expired = await openSession(shop, { user });
    await paySession(shop, expired.sessionId, { action: 'expire' });
    const processing = await openSession(shop, { user });
    await paySession(shop, processing.sessionId, { action: 'pay_later' });
    const open = await openSession(shop, { user, priceCents: 2500, quantity: 3 });
    await openSession(shop, { user: other });

    const { orders, openCheckoutSessions: sessions } = await exported();
    const rowOf = (stripeSessionId: string) =>
      shop.prisma.checkoutSession.findUniqueOrThrow({ where: { stripeSessionId } });
    const [openRow, processingRow] = [await rowOf(open.sessionId), await rowOf(processing.sessionId)];
    expect(orders).toEqual([]);
    expect(sessions).toEqual([
      {
        id: openRow.id,
        totalCents: openRow.totalCents,
        shippingAddress: {
          name: 'Camille Durand',
          phone: '+33 6 12 34 56 78',
          address: expect.objectContaining({ line1: '12 rue des Lilas', postal_code: '75011', city: 'Paris' }),
        },
        createdAt: openRow.createdAt.toISOString(),
        expiresAt: openRow.expiresAt.toISOString(),
      },
      expect.objectContaining({ id: processingRow.id, shippingAddress: sessions[0].shippingAddress }),
    ]);

    await paySession(shop, open.sessionId);
    await paySession(shop, processing.sessionId, { action: 'fail' });
    const later = await exported();
    expect(later.openCheckoutSessions).toEqual([]);
    expect(later.orders).toEqual([
      expect.objectContaining({ totalCents: openRow.totalCents, shippingAddress: sessions[0].shippingAddress }),
    ]);
  });

  it('answers 5,000 orders, newest first, without holding them all', async () => {
    const user = await createUser(shop);
    const orders = Array.from({ length: 5_000 }, (_, n): Prisma.OrderCreateManyInput => ({
      id: `many-${String(n).padStart(4, '0')}`,
      userId: user.id,
      orderNumber: `MANY-${n}`,
      status: 'DELIVERED',
      fulfillmentStatus: 'DELIVERED',
      subtotalCents: 100,
      totalCents: 100,
      currency: 'EUR',
      // Several of one moment, across the ends of pages.
      createdAt: new Date(1_700_000_000_000 + Math.floor(n / 7) * 1000),
    }));
    await shop.prisma.order.createMany({ data: orders });
    const { body } = await exportOf(user).expect(200);
    const numbers = (body.orders as { orderNumber: string }[]).map(({ orderNumber }) => orderNumber);
    expect(numbers).toEqual(orders.map(({ orderNumber }) => orderNumber).reverse());
  });

  it('lets the storefront’s page read the file’s name, and is nobody else’s', async () => {
    const user = await createUser(shop);
    const { headers } = await exportOf(user).set('Origin', 'http://localhost:5173').expect(200);
    expect(headers['access-control-expose-headers']).toContain('Content-Disposition');
    expect((await shop.http.get('/api/gdpr/export').expect(401)).body.code).toBe('ACCESS_TOKEN_REQUIRED');
  });
});

describe('/gdpr/consent', () => {
  const consentOf = async ({ auth }: TestUser) => {
    const { body } = await shop.http.get('/api/gdpr/consent').set(auth).expect(200);
    expect(differences('GET /api/gdpr/consent', 200, body)).toEqual([]);
    return body.consent;
  };
  const change = ({ auth }: TestUser, body: object) => shop.http.put('/api/gdpr/consent').set(auth).send(body);

  const NONE = { accepted: false, acceptedAt: null };

  it('PUT answers 200 and notes when something changed, and nothing when it is said again', async () => {
    const user = await createUser(shop);
    expect(await consentOf(user)).toEqual({
      marketing: NONE,
      analytics: NONE,
      privacyPolicy: { version: null, acceptedAt: null },
    });

    const first = await change(user, { marketing: true, analytics: false, privacyPolicyVersion: '2026-11' }).expect(
      200,
    );
    expect(differences('PUT /api/gdpr/consent', 200, first.body)).toEqual([]);
    const { consent } = first.body;
    expect(consent).toEqual({
      marketing: { accepted: true, acceptedAt: expect.any(String) },
      analytics: NONE,
      privacyPolicy: { version: '2026-11', acceptedAt: expect.any(String) },
    });
    const again = { marketing: true, privacyPolicyVersion: '2026-11' };
    expect((await change(user, again).expect(200)).body.consent).toEqual(consent);

    const back = await change(user, { marketing: false, privacyPolicyVersion: '' }).expect(200);
    expect(back.body.consent).toMatchObject({
      marketing: { accepted: false, acceptedAt: expect.any(String) },
      privacyPolicy: consent.privacyPolicy,
    });
    expect(back.body.consent.marketing.acceptedAt > consent.marketing.acceptedAt).toBe(true);
    expect(await consentOf(user)).toEqual(back.body.consent);
  });

  it.each([{}, { marketing: null }, { marketing: '', analytics: '', privacyPolicyVersion: '' }, { other: true }])(
    'PUT answers 400 NO_DATA to %j',
    async (body) => {
      expect((await change(await createUser(shop), body).expect(400)).body.code).toBe('NO_DATA');
    },
  );

  it.each([
    { marketing: 'true' },
    { analytics: 1 },
    { privacyPolicyVersion: 3 },
    { privacyPolicyVersion: 'x'.repeat(21) },
  ])('PUT answers 400 VALIDATION_ERROR to %j and changes nothing', async (body) => {
    const user = await createUser(shop);
    expect((await change(user, { marketing: true, ...body }).expect(400)).body.code).toBe('VALIDATION_ERROR');
    expect((await consentOf(user)).marketing).toEqual(NONE);
  });

  it('answers 401 without a token', async () => {
    expect((await shop.http.get('/api/gdpr/consent').expect(401)).body.code).toBe('ACCESS_TOKEN_REQUIRED');
    expect((await shop.http.put('/api/gdpr/consent').send({}).expect(401)).body.code).toBe('ACCESS_TOKEN_REQUIRED');
  });
});

describe('the end of an account', () => {
  const send = (method: 'delete' | 'post', path: string, { auth }: TestUser, body: object) =>
    shop.http[method](`/api/gdpr/${path}`).set(auth).send(body);
  const statusOf = async ({ auth }: TestUser) => {
    const { body } = await shop.http.get('/api/gdpr/deletion-status').set(auth).expect(200);
    expect(differences('GET /api/gdpr/deletion-status', 200, body)).toEqual([]);
    return body;
  };
  const exists = async ({ id }: TestUser) => (await shop.prisma.user.count({ where: { id } })) === 1;
  const NONE = { deletionPending: false, requestedAt: null, scheduledAt: null };
  const confirmation = 'SUPPRIMER MON COMPTE';

  it.each([
    [{ confirmation }, 'password'],
    [{ confirmation, password: '' }, 'password'],
    [{ confirmation, password: 7 }, 'password'],
    [{ password: 'Pikachu25' }, 'confirmation'],
    [{ password: 'Pikachu25', confirmation: 'supprimer mon compte' }, 'confirmation'],
    [{ password: 'Pikachu25', confirmation: ['SUPPRIMER MON COMPTE'] }, 'confirmation'],
  ])('DELETE /gdpr/delete-now answers 400 VALIDATION_ERROR to %j and deletes nothing', async (body, path) => {
    const user = await createUser(shop);
    const answer = await send('delete', 'delete-now', user, body).expect(400);
    expect(answer.body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path }] });
    expect(await exists(user)).toBe(true);
  });

  it('answers 401 INVALID_PASSWORD to a wrong one, and 429 once there were as many as failed logins may be', async () => {
    const user = await createUser(shop);
    const wrong = { password: 'Pikachu26', confirmation };
    expect((await send('delete', 'delete-now', user, wrong).expect(401)).body.code).toBe('INVALID_PASSWORD');
    expect((await send('post', 'delete-request', user, wrong).expect(401)).body.code).toBe('INVALID_PASSWORD');
    const { email, password } = user;
    await shop.http.post('/api/auth/login').send({ email, password: wrong.password }).expect(401);
    const { body, headers } = await send('delete', 'delete-now', user, { password, confirmation }).expect(429);
    expect(body.code).toBe('RATE_LIMIT_EXCEEDED');
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(await exists(user)).toBe(true);
    expect(await statusOf(user)).toEqual(NONE);
  });

  it('answers 403 ADMIN_CANNOT_DELETE to administrators', async () => {
    const admin = await createAdmin(shop);
    const body = { password: admin.password, confirmation };
    expect((await send('delete', 'delete-now', admin, body).expect(403)).body.code).toBe('ADMIN_CANNOT_DELETE');
    expect((await send('post', 'delete-request', admin, body).expect(403)).body.code).toBe('ADMIN_CANNOT_DELETE');
    expect(await exists(admin)).toBe(true);
    expect(await statusOf(admin)).toEqual(NONE);
  });

  it('POST /gdpr/delete-request answers 200 with the day in 30 days, and the same day again; cancel-delete calls it off', async () => {
    const user = await createUser(shop);
    const { password } = user;
    const [first, second] = await Promise.all([
      send('post', 'delete-request', user, { password }).expect(200),
      send('post', 'delete-request', user, { password }).expect(200),
    ]);
    expect(differences('POST /api/gdpr/delete-request', 200, first.body)).toEqual([]);
    const { scheduledDeletionDate } = first.body as { scheduledDeletionDate: string };
    expect(second.body.scheduledDeletionDate).toBe(scheduledDeletionDate);
    const days = (Date.parse(scheduledDeletionDate) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.99);
    expect(days).toBeLessThanOrEqual(30);
    expect(await statusOf(user)).toEqual({
      deletionPending: true,
      requestedAt: expect.any(String),
      scheduledAt: scheduledDeletionDate,
    });

    // Nothing but the call for it calls it off.
    await shop.http.post('/api/auth/login').send({ email: user.email, password }).expect(200);
    expect((await statusOf(user)).deletionPending).toBe(true);
    const cancelled = await send('post', 'cancel-delete', user, {}).expect(200);
    expect(differences('POST /api/gdpr/cancel-delete', 200, cancelled.body)).toEqual([]);
    expect(await statusOf(user)).toEqual(NONE);
    expect((await send('post', 'cancel-delete', user, {}).expect(400)).body.code).toBe('NO_DELETE_REQUEST');
  });

  it('answers 401 without a token', async () => {
    const { http } = shop;
    const calls = [
      http.delete('/api/gdpr/delete-now').send({ password: 'x', confirmation }),
      http.post('/api/gdpr/delete-request').send({ password: 'x' }),
      http.post('/api/gdpr/cancel-delete'),
      http.get('/api/gdpr/deletion-status'),
    ];
    for (const call of calls) expect((await call.expect(401)).body.code).toBe('ACCESS_TOKEN_REQUIRED');
  });
});

it('names the exported file by the day that the shop has', async () => {
  // At any time of the day one of the two has another day than UTC.
  const timeZone = new Date().getUTCHours() < 10 ? 'Pacific/Pago_Pago' : 'Pacific/Kiritimati';
  const far = await startApp({ SHOP_TIME_ZONE: timeZone });
  const { auth } = await createUser(far);
  const { headers } = await far.http.get('/api/gdpr/export').set(auth).expect(200);
  expect(headers['content-disposition']).toContain(`-${dayIn(timeZone)}.json"`);
  await far.close();
});
