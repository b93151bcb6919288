import { CancelTokens } from '../src/catalog/alerts/cancel-tokens.js';
import { TrackingTokens } from '../src/checkout/tracking/tracking-tokens.js';
import type { Variant } from '../src/generated/sqlite/client.js';
import { createProduct, createVariant } from './factories/product.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

const STOREFRONT = 'https://boutique.example';
const SACHA = 'sacha@example.test';

describe('back-in-stock notices', () => {
  let shop: RunningApp;
  let admin: TestUser;
  let variant: Variant;
  beforeAll(async () => {
    shop = await startApp({
      STOREFRONT_URL: `${STOREFRONT}/`,
      RATE_LIMIT_ENABLED: 'true',
      RATE_LIMIT_GENERAL: '100000',
      RATE_LIMIT_NOTIFY_STOCK: '2',
      TRUST_PROXY: '1',
    });
    admin = await createAdmin(shop);
  });
  afterAll(async () => {
    await shop.close();
  });
  beforeEach(async () => {
    await shop.prisma.stockAlert.deleteMany();
    variant = await createVariant(shop.prisma, { stock: 0 });
  });

  let asked = 0;
  /** From an address of its own, unless given: the limit is by address. */
  const post = (body: object, from = `203.0.113.${asked++}`) =>
    shop.http.post('/api/products/notify-stock').set('X-Forwarded-For', from).send(body);
  const ask = (email = SACHA, { productId, id: variantId }: Variant = variant) =>
    post({ email, productId, variantId }).expect(201);
  const restock = () => shop.http.patch(`/api/admin/inventory/${variant.id}`).set(admin.auth).send({ stock: 1 });
  const cancel = (token: string) => shop.http.get(`/api/products/notify-stock/cancel?token=${token}`).redirects(0);
  const waiting = () => shop.prisma.stockAlert.count();

  describe('POST /api/products/notify-stock', () => {
    it('answers 201, the same for new and known, several at once too, and keeps one entry', async () => {
      const { id: variantId, productId } = variant;
      const tries = Array.from({ length: 6 }, () => post({ email: ` ${SACHA.toUpperCase()} `, productId, variantId }));
      const answers = await Promise.all([...tries, post({ email: SACHA, productId, variantId })]);
      for (const { status, body } of answers) expect([status, body]).toEqual([201, { message: expect.any(String) }]);
      expect(await shop.prisma.stockAlert.findMany()).toEqual([
        { id: expect.any(String), email: SACHA, productId, variantId, createdAt: expect.any(Date) },
      ]);
    });

    it.each([undefined, null, ''])('takes any variant for variantId %j, an entry of its own', async (variantId) => {
      await ask();
      for (let i = 0; i < 2; i++) await post({ email: SACHA, productId: variant.productId, variantId }).expect(201);
      expect(await waiting()).toBe(2);
    });

    it.each<[string, object]>([
      ['email', { email: 'sacha' }],
      ['email', { email: `${'a'.repeat(250)}@example.test` }],
      ['email', { email: undefined }],
      ['productId', { productId: 5 }],
      ['productId', { productId: 'a b' }],
      ['variantId', { variantId: 'é' }],
      ['variantId', { variantId: ['a'] }],
    ])('answers 400 VALIDATION_ERROR for %s: %j', async (path, wrong) => {
      const { body } = await post({ email: SACHA, productId: variant.productId, ...wrong }).expect(400);
      expect([body.code, body.details[0].path]).toEqual(['VALIDATION_ERROR', path]);
    });

    it('answers 404 PRODUCT_NOT_FOUND, and VARIANT_NOT_FOUND for one of another product or not for sale', async () => {
      const { id, productId } = variant;
      const { id: strange } = await createVariant(shop.prisma);
      const { id: inactive } = await createVariant(shop.prisma, { productId, isActive: false });
      for (const [wrong, code] of [
        [{ productId: 'nope', variantId: id }, 'PRODUCT_NOT_FOUND'],
        [{ productId: 'nope' }, 'PRODUCT_NOT_FOUND'],
        [{ productId, variantId: 'nope' }, 'VARIANT_NOT_FOUND'],
        [{ productId, variantId: strange }, 'VARIANT_NOT_FOUND'],
        [{ productId, variantId: inactive }, 'VARIANT_NOT_FOUND'],
      ] as const) {
        expect((await post({ email: SACHA, ...wrong }).expect(404)).body.code).toBe(code);
      }
      expect(await waiting()).toBe(0);
    });

    it('answers 201 or 404, never 500, while the product is being deleted', async () => {
      const products = [];
      for (let i = 0; i < 5; i++) products.push(await createProduct(shop.prisma));
      const answers = await Promise.all(
        products.flatMap(({ id }) => [
          shop.http.delete(`/api/admin/products/${id}`).set(admin.auth),
          post({ email: SACHA, productId: id }),
        ]),
      );
      for (const { status } of answers) expect([200, 201, 404]).toContain(status);
      expect(await waiting()).toBe(0);
    });

    it('answers 429 RATE_LIMIT_EXCEEDED to one address after RATE_LIMIT_NOTIFY_STOCK, whoever asks', async () => {
      const user = await createUser(shop);
      const again = (email: string) => post({ email, productId: variant.productId }, '198.51.100.7');
      await again('a@example.test').expect(201);
      await again('b@example.test').set(user.auth).expect(201);
      const { body, headers } = await again('c@example.test').set(user.auth).expect(429);
      expect([body.code, Number(headers['retry-after']) > 0]).toEqual(['RATE_LIMIT_EXCEEDED', true]);
      expect(await waiting()).toBe(2);
    });
  });

  describe('GET /api/products/notify-stock/cancel', () => {
    it('answers 303 without anything to cancel, in parallel with a restock too', async () => {
      const token = shop.app.get(CancelTokens).seal(SACHA);
      await ask();
      const [{ status }, stocked] = await Promise.all([cancel(token), restock()]);
      expect([status, stocked.status, await waiting()]).toEqual([303, 200, 0]);
      const { headers } = await cancel(token).expect(303);
      expect(headers.location).toBe(`${STOREFRONT}/`);
    });

    it('answers 400 INVALID_OR_EXPIRED_TOKEN to any other token, and changes nothing', async () => {
      await ask();
      const user = await createUser(shop);
      const tokens = shop.app.get(CancelTokens);
      const old = tokens.seal(SACHA, Date.now() - 366 * 86_400_000);
      const tracking = shop.app.get(TrackingTokens).sign(SACHA);
      for (const token of ['', 'x', old, user.token, user.refreshToken, tracking, `${tokens.seal(SACHA)}A`.slice(2)]) {
        const { body } = await cancel(token).expect(400);
        expect(body).toMatchObject({ code: 'INVALID_OR_EXPIRED_TOKEN', error: expect.any(String) });
      }
      const none = await shop.http.get('/api/products/notify-stock/cancel').expect(400);
      expect(none.body.code).toBe('INVALID_OR_EXPIRED_TOKEN');
      const twice = await shop.http.get('/api/products/notify-stock/cancel?token=a&token=b').expect(400);
      expect(twice.body.code).toBe('VALIDATION_ERROR');
      expect(await waiting()).toBe(1);
    });
  });
});
