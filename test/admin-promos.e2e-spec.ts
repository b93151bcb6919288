import type { Promo } from '../src/prisma/client.js';
import { createPromo } from './factories/promo.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

const FIXED = {
  code: 'Noël-2030',
  type: 'FIXED',
  value: 500,
  validFrom: '2030-12-01T00:00:00.000Z',
  validUntil: '2030-12-31T00:00:00.000Z',
};

describe('the administration of promo codes', () => {
  let shop: RunningApp;
  let admin: TestUser;
  beforeAll(async () => {
    shop = await startApp();
    admin = await createAdmin(shop);
  });
  afterAll(() => shop.close());
  beforeEach(() => shop.prisma.promo.deleteMany());

  const list = (query = '') => shop.http.get(`/api/admin/promos${query}`).set(admin.auth);
  const post = (body: object) => shop.http.post('/api/admin/promos').set(admin.auth).send(body);
  const put = (id: string, body: object) => shop.http.put(`/api/admin/promos/${id}`).set(admin.auth).send(body);
  const remove = (id: string) => shop.http.delete(`/api/admin/promos/${id}`).set(admin.auth);
  const changesOf = async (subjectId: string) =>
    (await shop.prisma.auditLogEntry.findMany({ where: { subjectId }, orderBy: { createdAt: 'asc' } })).map(
      ({ action, adminId }) => [action, adminId],
    );

  it('answers 401 to guests and 403 to customers on every route', async () => {
    const user = await createUser(shop);
    const { id } = await createPromo(shop.prisma);
    for (const [method, path] of [
      ['get', ''],
      ['post', ''],
      ['put', `/${id}`],
      ['delete', `/${id}`],
    ] as const) {
      const call = () => shop.http[method](`/api/admin/promos${path}`);
      expect((await call().expect(401)).body.code).toBe('ACCESS_TOKEN_REQUIRED');
      expect((await call().set(user.auth).expect(403)).body.code).toBe('ADMIN_ACCESS_REQUIRED');
    }
    expect(await shop.prisma.promo.count()).toBe(1);
  });

  describe('GET /api/admin/promos', () => {
    it('answers 200, newest first, by pages, and those on or off alone', async () => {
      const made: Promo[] = [];
      for (const [index, isActive] of [true, false, true].entries())
        made.push(await createPromo(shop.prisma, { isActive, createdAt: new Date(Date.UTC(2026, 0, index + 1)) }));
      const ids = async (query: string) => {
        const { body } = await list(query).expect(200);
        return (body.promos as { id: string }[]).map(({ id }) => made.findIndex((promo) => promo.id === id));
      };
      expect(await ids('')).toEqual([2, 1, 0]);
      expect(await ids('?active=true')).toEqual([2, 0]);
      expect(await ids('?active=false')).toEqual([1]);
      expect(await ids('?active=')).toEqual([2, 1, 0]);
      expect(await ids('?limit=2&page=2')).toEqual([0]);
      const { body } = await list('?limit=2').expect(200);
      expect(body.pagination).toEqual({ page: 1, limit: 2, total: 3, pages: 2 });
    });

    it.each(['active=yes', 'active=true&active=false', 'limit=1001', 'page=0'])('answers 400 for %s', async (query) => {
      expect((await list(`?${query}`).expect(400)).body.code).toBe('VALIDATION_ERROR');
    });
  });

  describe('POST /api/admin/promos', () => {
    it('answers 201 with the promo, its code in upper case, its last day included', async () => {
      const { body } = await post({ ...FIXED, minPurchase: '', usageLimit: null, usedCount: 99 }).expect(201);
      expect(body.promo).toEqual({
        id: expect.any(String),
        code: 'NOËL-2030',
        type: 'FIXED',
        value: 500,
        minPurchase: null,
        maxDiscount: null,
        usageLimit: null,
        usedCount: 0,
        validFrom: '2030-12-01T00:00:00.000Z',
        validUntil: '2030-12-31T23:59:59.999Z',
        isActive: true,
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
      });
      expect((await list().expect(200)).body.promos).toEqual([body.promo]);
      expect(await changesOf(body.promo.id)).toEqual([['promo.create', admin.id]]);
    });

    it('rounds the noise of the storefront’s arithmetic', async () => {
      const noisy = { value: 434.99999999999994, minPurchase: 2999.9999999999995, maxDiscount: 1000.0000000000001 };
      const { body } = await post({ ...FIXED, ...noisy, usageLimit: 100 }).expect(201);
      expect(body.promo).toMatchObject({ value: 435, minPurchase: 3000, maxDiscount: 1000, usageLimit: 100 });
    });

    it.each([
      ['a day alone', '2030-12-31', '2030-12-31T23:59:59.999Z'],
      ['a moment', '2030-12-31T18:00:00Z', '2030-12-31T18:00:00.000Z'],
      ['midnight elsewhere', '2030-12-31T00:00:00+01:00', '2030-12-30T23:00:00.000Z'],
      ['the first day', '2030-12-01T00:00:00.000Z', '2030-12-01T23:59:59.999Z'],
      ['midnight without milliseconds', '2030-12-31T00:00:00Z', '2030-12-31T23:59:59.999Z'],
      ['a moment that is midnight in UTC alone', '2030-12-31T01:00:00+01:00', '2030-12-31T00:00:00.000Z'],
    ])('takes %s as its end', async (_, validUntil, kept) => {
      expect((await post({ ...FIXED, validUntil }).expect(201)).body.promo.validUntil).toBe(kept);
    });

    it('answers 409 PROMO_ALREADY_EXISTS for a code in another case or with spaces, of two at once too', async () => {
      const codes = ['double', 'DOUBLE', 'Dou ble'];
      const answers = await Promise.all(codes.map((code) => post({ ...FIXED, code })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      const { body } = await post({ ...FIXED, code: ' d o u b l e' }).expect(409);
      expect(body).toMatchObject({ code: 'PROMO_ALREADY_EXISTS', error: 'Ce code promo existe déjà.' });
      expect(await shop.prisma.promo.count()).toBe(1);
    });

    it.each<[string, object]>([
      ['code', { code: '' }],
      ['code', { code: ' \u00a0 ' }],
      ['code', { code: 'ß'.repeat(26) }],
      ['code', { code: 12 }],
      ['type', { type: 'PERCENT' }],
      ['type', { type: null }],
      ['value', { value: 0.4 }],
      ['value', { value: -5 }],
      ['value', { value: '500' }],
      ['value', { value: '' }],
      ['value', { value: 1e300 }],
      ['value', { type: 'PERCENTAGE', value: 300 }],
      ['value', { type: 'PERCENTAGE', value: 101 }],
      ['value', { type: 'PERCENTAGE', value: 99.5 }],
      ['value', { type: 'PERCENTAGE', value: 99.99999999999999 }],
      ['value', { value: 434.5 }],
      ['value', { value: 434.9999 }],
      ['minPurchase', { minPurchase: 2999.5 }],
      ['maxDiscount', { maxDiscount: 10.01 }],
      ['usageLimit', { usageLimit: 2.5 }],
      ['usageLimit', { usageLimit: 2.9999999999999996 }],
      ['minPurchase', { minPurchase: -1 }],
      ['minPurchase', { minPurchase: 2 ** 31 }],
      ['maxDiscount', { maxDiscount: 0 }],
      ['maxDiscount', { maxDiscount: '10' }],
      ['usageLimit', { usageLimit: 0 }],
      ['usageLimit', { usageLimit: {} }],
      ['isActive', { isActive: 'true' }],
      ['isActive', { isActive: null }],
      ['validFrom', { validFrom: undefined }],
      ['validFrom', { validFrom: '2030-02-30T00:00:00Z' }],
      ['validFrom', { validFrom: '2030-12-01T00:00:00' }],
      ['validFrom', { validFrom: 'tomorrow' }],
      ['validFrom', { validFrom: 1_900_000_000 }],
      ['validFrom', { validFrom: '0000-01-01T00:00:00+14:00' }],
      ['validUntil', { validUntil: '2030-12-32' }],
      ['validUntil', { validUntil: '2030-12-31T24:00:00Z' }],
      ['validUntil', { validUntil: '9999-12-31T23:00:00-05:00' }],
      ['validUntil', { validUntil: '2030-11-30T00:00:00.000Z' }],
      ['validUntil', { validUntil: '' }],
    ])('answers 400 VALIDATION_ERROR naming %s for %j, and writes nothing', async (path, wrong) => {
      const { body } = await post({ ...FIXED, ...wrong }).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path }] });
      expect(await shop.prisma.promo.count()).toBe(0);
    });
  });

  describe('PUT /api/admin/promos/:promoId', () => {
    it('answers 200, changes what is given and keeps the rest, the code and its uses above all', async () => {
      const before = (await post({ ...FIXED, maxDiscount: 400, usageLimit: 9 }).expect(201)).body.promo;
      await shop.prisma.promo.update({ where: { id: before.id }, data: { usedCount: 3, reservedCount: 2 } });
      const body = { code: 'AUTRE', value: 250.00000000000003, maxDiscount: '', usageLimit: null, isActive: false };
      const changed = (await put(before.id, { ...body, usedCount: 0 }).expect(200)).body.promo;
      expect(changed).toEqual({
        ...before,
        value: 250,
        maxDiscount: null,
        usageLimit: null,
        isActive: false,
        usedCount: 3,
        updatedAt: expect.any(String),
      });
      expect((await shop.prisma.promo.findUniqueOrThrow({ where: { id: before.id } })).reservedCount).toBe(2);
      expect(await changesOf(before.id)).toEqual([
        ['promo.create', admin.id],
        ['promo.update', admin.id],
      ]);
    });

    it('takes back what it answered, unchanged', async () => {
      const { promo } = (await post(FIXED).expect(201)).body;
      const { body } = await put(promo.id, promo).expect(200);
      expect(body.promo).toEqual({ ...promo, updatedAt: expect.any(String) });
    });

    it.each<[string, object]>([
      ['value', { type: 'PERCENTAGE' }],
      ['value', { value: null }],
      ['value', { value: 99.5 }],
      ['value', { type: 'PERCENTAGE', value: 9.000000000000002 }],
      ['usageLimit', { usageLimit: 2.5 }],
      ['type', { type: '' }],
      ['validUntil', { validFrom: '2031-01-01T00:00:00.000Z' }],
      ['validUntil', { validUntil: '2030-11-30T00:00:00.000Z' }],
      ['validUntil', { validUntil: null }],
      ['usageLimit', { usageLimit: 1.4e9 }],
    ])('answers 400 VALIDATION_ERROR naming %s when the whole would not be valid: %j', async (path, wrong) => {
      const { promo } = (await post(FIXED).expect(201)).body;
      const { body } = await put(promo.id, { isActive: false, ...wrong }).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path }] });
      expect((await list().expect(200)).body.promos).toEqual([promo]);
    });

    it('answers 400 naming value for a percentage with float noise when the type is not given', async () => {
      const { promo } = (await post({ ...FIXED, type: 'PERCENTAGE', value: 10 }).expect(201)).body;
      const { body } = await put(promo.id, { value: 99.99999999999999 }).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path: 'value' }] });
    });

    it('of two changes that are valid alone and not together, one is refused', async () => {
      const { id } = await createPromo(shop.prisma, { type: 'FIXED', value: 50 });
      const answers = await Promise.all([put(id, { type: 'PERCENTAGE' }), put(id, { value: 5000 })]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    });

    it('loses no use that is reserved or counted meanwhile', async () => {
      const { id } = await createPromo(shop.prisma);
      const use = { usedCount: { increment: 1 }, reservedCount: { increment: 1 } };
      await Promise.all(
        Array.from({ length: 10 }, (_, index) => [
          put(id, { value: index + 1 }).expect(200),
          shop.prisma.promo.update({ where: { id }, data: use }),
        ]).flat(),
      );
      expect(await shop.prisma.promo.findUniqueOrThrow({ where: { id } })).toMatchObject({
        usedCount: 10,
        reservedCount: 10,
      });
    });
  });

  describe('DELETE /api/admin/promos/:promoId', () => {
    it('answers 200 once, and open sessions keep their discount', async () => {
      const { id, code } = await createPromo(shop.prisma, { reservedCount: 1 });
      const session = await shop.prisma.checkoutSession.create({
        data: { promoId: id, discountCents: 500, totalCents: 4500, status: 'OPEN', expiresAt: new Date() },
      });
      const statuses = await Promise.all([remove(id), remove(id)]);
      expect(statuses.map(({ status }) => status).sort()).toEqual([200, 404]);
      expect(await shop.prisma.promo.count({ where: { code } })).toBe(0);
      expect(await shop.prisma.checkoutSession.findUniqueOrThrow({ where: { id: session.id } })).toMatchObject({
        promoId: null,
        discountCents: 500,
        totalCents: 4500,
      });
      expect(await changesOf(id)).toEqual([['promo.delete', admin.id]]);
    });
  });

  it.each(['unknown', 'a.b', 'x'.repeat(65)])('answers 404 PROMO_NOT_FOUND for the id %s', async (id) => {
    expect((await put(id, { value: 5 }).expect(404)).body.code).toBe('PROMO_NOT_FOUND');
    expect((await remove(id).expect(404)).body.code).toBe('PROMO_NOT_FOUND');
  });
});
