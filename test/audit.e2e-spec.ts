import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { createOrder } from './factories/order.js';
import { buyOrder } from './factories/paid-order.js';
import { createProduct, createVariant } from './factories/product.js';
import { createPromo } from './factories/promo.js';
import { reviewOf } from './factories/review.js';
import { createGuardedUser } from './factories/two-factor.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { currentDocument, expectRegistered, routesIn } from './support/api-routes.js';
import { differences } from './support/declared-answers.js';
import { startApp, type RunningApp } from './support/start-app.js';

/** The ids in a response about something that was created. */
interface Made {
  id: string;
  variants: { id: string }[];
}

/** An administrator at work. */
interface Desk {
  shop: RunningApp;
  admin: TestUser;
  /** Sends a request under `/api/admin` that has to succeed. @returns the answer's body */
  send(method: 'post' | 'put' | 'patch' | 'delete', path: string, body?: object): Promise<Record<string, Made>>;
}

/** What has to be in the record after an act. `null`: no `before`, or no `after`. */
interface Recorded {
  action: string;
  subjectId: string;
  before: object | null;
  after: object | null;
}

const PROMO = { type: 'FIXED', value: 500, validFrom: '2030-12-01', validUntil: '2030-12-31' };
const VARIANT = { name: 'Standard', priceCents: 4990, stock: 3 };

/** Every route of openapi.json that changes something for administrators: one act that proves that it leaves a row. */
const AUDITED_ROUTES: Record<string, (desk: Desk) => Promise<Recorded>> = {
  'POST /api/admin/products': async ({ send }) => {
    const slug = `coffret-${randomBytes(6).toString('hex')}`;
    const body = { name: 'Coffret', slug, category: 'Pokémon', variants: [VARIANT] };
    const product = (await send('post', 'products', body)).product!;
    const after = { name: 'Coffret', slug, variants: { [product.variants[0]!.id]: VARIANT } };
    return { action: 'product.create', subjectId: product.id, before: null, after };
  },
  'POST /api/admin/products/import': async ({ shop, admin }) => {
    const slug = `import-${randomBytes(6).toString('hex')}`;
    const csv = `product_slug;product_name;category;variant_name;price_eur\n${slug};A;B;C;1`;
    const request = shop.http.post('/api/admin/products/import').set(admin.auth);
    await request.attach('file', Buffer.from(csv), 'products.csv').expect(200);
    return { action: 'catalog.import', subjectId: 'csv', before: null, after: { productsCreated: 1 } };
  },
  'PUT /api/admin/products/{productId}': async ({ shop, send }) => {
    const { id, productId, name, priceCents } = await createVariant(shop.prisma);
    await send('put', `products/${productId}`, { category: 'Magic', variants: [{ id, name, priceCents: 10 }] });
    const [before, after] = [
      { category: 'Pokémon', variants: { [id]: { priceCents } } },
      { category: 'Magic', variants: { [id]: { priceCents: 10 } } },
    ];
    return { action: 'product.update', subjectId: productId, before, after };
  },
  'DELETE /api/admin/products/{productId}': async ({ shop, send }) => {
    const { id, slug } = await createProduct(shop.prisma);
    await send('delete', `products/${id}`);
    return { action: 'product.delete', subjectId: id, before: { slug }, after: null };
  },
  'PATCH /api/admin/users/{userId}': async ({ shop, send }) => {
    const { id } = await createUser(shop);
    await send('patch', `users/${id}`, { isAdmin: false, isVerified: true });
    return { action: 'user.update', subjectId: id, before: { isVerified: false }, after: { isVerified: true } };
  },
  'POST /api/admin/users/{userId}/reset-2fa': async ({ shop, send }) => {
    const { id } = await createGuardedUser(shop);
    await send('post', `users/${id}/reset-2fa`);
    const [before, after] = [{ twoFactorEnabled: true }, { twoFactorEnabled: false }];
    return { action: 'user.reset-2fa', subjectId: id, before, after };
  },
  'POST /api/admin/upload': async (desk) => {
    const name = await uploadPicture(desk);
    return { action: 'upload.create', subjectId: name, before: null, after: { name } };
  },
  'DELETE /api/admin/upload/{filename}': async (desk) => {
    const name = await uploadPicture(desk);
    await desk.shop.prisma.auditLogEntry.deleteMany({ where: { subjectId: name } });
    await desk.send('delete', `upload/${name}`);
    return { action: 'upload.delete', subjectId: name, before: { name }, after: null };
  },
  'PATCH /api/admin/inventory/{variantId}': async ({ shop, send }) => {
    const { id } = await createVariant(shop.prisma, { stock: 10 });
    await send('patch', `inventory/${id}`, { stock: 7 });
    return { action: 'stock.correct', subjectId: id, before: { stock: 10 }, after: { stock: 7 } };
  },
  'POST /api/admin/promos': async ({ send }) => {
    const code = randomBytes(6).toString('hex').toUpperCase();
    const promo = (await send('post', 'promos', { ...PROMO, code })).promo!;
    return { action: 'promo.create', subjectId: promo.id, before: null, after: { code, value: 500 } };
  },
  'PUT /api/admin/promos/{promoId}': async ({ shop, send }) => {
    const { id } = await createPromo(shop.prisma, { value: 10 });
    await send('put', `promos/${id}`, { value: 15 });
    return { action: 'promo.update', subjectId: id, before: { value: 10 }, after: { value: 15 } };
  },
  'DELETE /api/admin/promos/{promoId}': async ({ shop, send }) => {
    const { id, code } = await createPromo(shop.prisma);
    await send('delete', `promos/${id}`);
    return { action: 'promo.delete', subjectId: id, before: { code }, after: null };
  },
  'POST /api/admin/orders/{orderId}/ship': async ({ shop, send }) => {
    const { id } = await createOrder(shop);
    await send('post', `orders/${id}/ship`, { carrier: 'UPS', trackingNumber: '1Z' });
    const before = { status: 'CONFIRMED', carrier: null, trackingNumber: null };
    const after = { status: 'SHIPPED', carrier: 'UPS', trackingNumber: '1Z' };
    return { action: 'order.shipped', subjectId: id, before, after };
  },
  'POST /api/admin/orders/{orderId}/deliver': async ({ shop, send }) => {
    const { id } = await createOrder(shop, { status: 'SHIPPED' });
    await send('post', `orders/${id}/deliver`);
    return { action: 'order.delivered', subjectId: id, ...statuses('SHIPPED', 'DELIVERED') };
  },
  'PATCH /api/admin/orders/{orderId}/status': async ({ shop, send }) => {
    const { id } = await createOrder(shop, { status: 'PENDING' });
    await send('patch', `orders/${id}/status`, { status: 'CONFIRMED' });
    return { action: 'order.confirmed', subjectId: id, ...statuses('PENDING', 'CONFIRMED') };
  },
  'POST /api/admin/orders/{orderId}/refunds': async ({ shop, send }) => {
    const { id } = await buyOrder(shop);
    await send('post', `orders/${id}/refunds`, { amountCents: 100 });
    return {
      ...{ action: 'order.refund', subjectId: id },
      ...{ before: { refundedCents: 0 }, after: { refundedCents: 100 } },
    };
  },
  'PATCH /api/admin/reviews/{reviewId}': async ({ shop, send }) => {
    const { id } = await reviewOf(shop, { isApproved: false });
    await send('patch', `reviews/${id}`, { isApproved: true });
    const [before, after] = [{ isApproved: false }, { isApproved: true }];
    return { action: 'review.approve', subjectId: id, before, after };
  },
  'DELETE /api/admin/reviews/{reviewId}': async ({ shop, send }) => {
    const { id, productId } = await reviewOf(shop, { rating: 2 });
    await send('delete', `reviews/${id}`);
    return { action: 'review.delete', subjectId: id, before: { productId, rating: 2, isApproved: true }, after: null };
  },
  'POST /api/admin/events/{eventId}/replay': async ({ shop, send }) => {
    const id = `evt_${randomBytes(6).toString('hex')}`;
    const payload = { id, object: 'event', type: 'customer.created', data: { object: { id: 'cus_1' } } };
    await shop.prisma.stripeEvent.create({ data: { id, type: payload.type, payload, status: 'WAITING' } });
    await send('post', `events/${id}/replay`);
    return { action: 'event.replay', subjectId: id, ...statuses('WAITING', 'IGNORED') };
  },
  'POST /api/admin/events/{eventId}/dismiss': async ({ shop, send }) => {
    const id = `evt_${randomBytes(6).toString('hex')}`;
    await shop.prisma.stripeEvent.create({ data: { id, type: 'customer.created', status: 'REVIEW' } });
    await send('post', `events/${id}/dismiss`);
    return { action: 'event.dismiss', subjectId: id, ...statuses('REVIEW', 'IGNORED') };
  },
};

/** Routes under `/api/admin` that are no GET and change nothing all the same, with the reason. */
const CHANGES_NOTHING: Record<string, string> = {};

function statuses(before: string, after: string) {
  return { before: { status: before }, after: { status: after } };
}

async function uploadPicture({ shop, admin }: Desk): Promise<string> {
  const picture = await sharp({ create: { width: 3, height: 2, channels: 3, background: '#b91c1c' } })
    .png()
    .toBuffer();
  const request = shop.http.post('/api/admin/upload').set(admin.auth);
  const { body } = await request.attach('images', picture, 'picture.png').expect(200);
  return (body.images as { filename: string }[])[0]!.filename;
}

let shop: RunningApp;
let admin: TestUser;
beforeAll(async () => {
  shop = await startApp();
  admin = await createAdmin(shop);
});
afterAll(() => shop.close());

describe('what an administrator changes', () => {
  it('is registered for every route', async () => {
    const routes = routesIn(await currentDocument(shop)).filter((route) => /^(?!GET )\w+ \/api\/admin/.test(route));
    const registered = [...Object.keys(AUDITED_ROUTES), ...Object.keys(CHANGES_NOTHING)];
    expectRegistered('AUDITED_ROUTES in test/audit.e2e-spec.ts', routes, registered);
  });

  it.each(Object.keys(AUDITED_ROUTES))('%s leaves one row: who, what, before, after', async (route) => {
    const desk: Desk = {
      ...{ shop, admin },
      send: async (method, path, body = {}) => {
        const answer = await shop.http[method](`/api/admin/${path}`).set(admin.auth).send(body);
        expect({ status: answer.status, code: answer.body.code }).toEqual({ status: expect.any(Number) });
        return answer.body;
      },
    };
    const { action, subjectId, before, after } = await AUDITED_ROUTES[route]!(desk);
    const rows = await shop.prisma.auditLogEntry.findMany({ where: { subjectId } });
    expect(rows).toMatchObject([{ adminId: admin.id, action, before, after }]);
  });
});

describe('GET /api/admin/audit', () => {
  const get = (query = '', user = admin) => shop.http.get(`/api/admin/audit${query}`).set(user.auth);
  const actionsOf = async (query: string) =>
    (await get(query).expect(200)).body.changes.map(({ action }: { action: string }) => action);
  let other: TestUser;
  let promoId: string;

  beforeAll(async () => {
    await shop.prisma.auditLogEntry.deleteMany();
    other = await createAdmin(shop);
    promoId = (await createPromo(shop.prisma, { value: 10 })).id;
    for (const value of [20, 30]) {
      await shop.http.put(`/api/admin/promos/${promoId}`).set(admin.auth).send({ value }).expect(200);
    }
    await shop.http.delete(`/api/admin/promos/${promoId}`).set(other.auth).expect(200);
    const rows = await shop.prisma.auditLogEntry.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
    // The first and the last moment of the first two days of November in Paris, and the first of the third.
    const days = ['2026-10-31T23:00:00.000Z', '2026-11-02T22:59:59.999Z', '2026-11-02T23:00:00.000Z'];
    const order = rows.toSorted((a, b) => Number(a.action === 'promo.delete') - Number(b.action === 'promo.delete'));
    for (const [index, { id }] of order.entries()) {
      await shop.prisma.auditLogEntry.update({ where: { id }, data: { createdAt: new Date(days[index]!) } });
    }
  });

  it('answers 200 newest first: who, what, when, and only what changed', async () => {
    const { body } = await get().expect(200);
    expect(body.pagination).toEqual({ page: 1, limit: 1000, total: 3, pages: 1 });
    expect(body.changes[0]).toEqual({
      id: expect.any(String),
      admin: { id: other.id, username: other.username },
      action: 'promo.delete',
      subjectId: promoId,
      before: expect.objectContaining({ value: 30, type: 'PERCENTAGE' }),
      after: null,
      createdAt: '2026-11-02T23:00:00.000Z',
    });
    expect(body.changes[2]).toMatchObject({ before: { value: 10 }, after: { value: 20 } });
    expect(Object.keys(body.changes[2].before)).toEqual(['value']);
    expect(differences('GET /api/admin/audit', 200, body)).toEqual([]);
    expect((await get('?limit=2&page=2').expect(200)).body.changes).toEqual([body.changes[2]]);
  });

  it('finds by the beginning of the action, subject, administrator and time of the shop, both ends included', async () => {
    expect(await actionsOf('?action=promo.')).toHaveLength(3);
    expect(await actionsOf('?action=promo.d')).toEqual(['promo.delete']);
    expect(await actionsOf('?action=romo')).toEqual([]);
    expect(await actionsOf(`?subjectId=${promoId}&adminId=${other.id}`)).toEqual(['promo.delete']);
    expect(await actionsOf('?subjectId=unknown')).toEqual([]);
    expect(await actionsOf('?from=2026-11-03')).toEqual(['promo.delete']);
    expect(await actionsOf('?from=2026-11-01&to=2026-11-02')).toEqual(['promo.update', 'promo.update']);
    expect(await actionsOf('?to=2026-11-02T22:59:59.998Z')).toEqual(['promo.update']);
    expect(await actionsOf('?action=&subjectId=&adminId=&from=&to=')).toHaveLength(3);
  });

  it('says null for an account that is gone', async () => {
    await shop.prisma.user.delete({ where: { id: other.id } });
    const { changes } = (await get(`?adminId=${other.id}`).expect(200)).body;
    expect(changes).toMatchObject([{ admin: null, action: 'promo.delete' }]);
  });

  it.each(['from=2026-02-30', 'to=hier', 'from=2026-11-02&to=2026-11-01', 'action=%25', 'limit=1001', 'action[]=a'])(
    'answers 400 VALIDATION_ERROR to %s',
    async (query) => {
      expect((await get(`?${query}`).expect(400)).body.code).toBe('VALIDATION_ERROR');
    },
  );

  it('answers 401 to guests and 403 to customers', async () => {
    await shop.http.get('/api/admin/audit').expect(401);
    await get('', await createUser(shop)).expect(403);
  });
});
