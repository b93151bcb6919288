import { CancelTokens } from '../src/catalog/alerts/cancel-tokens.js';
import { TrackingTokens } from '../src/checkout/tracking/tracking-tokens.js';
import { JobsService } from '../src/jobs/jobs.service.js';
import type { Variant } from '../src/prisma/client.js';
import { buyOrder } from './factories/paid-order.js';
import { createProduct, createVariant } from './factories/product.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { expectLedgerToBalance } from './support/ledger.js';
import { startSmtp, type SmtpMailbox } from './support/smtp.js';
import { startApp, type RunningApp } from './support/start-app.js';

const STOREFRONT = 'https://boutique.example';
const API = 'https://api.boutique.example';
const SACHA = 'sacha@example.test';

describe('stock alerts', () => {
  let shop: RunningApp;
  let smtp: SmtpMailbox;
  let admin: TestUser;
  let variant: Variant;
  beforeAll(async () => {
    smtp = await startSmtp();
    shop = await startApp({
      SMTP_URL: smtp.url,
      STOREFRONT_URL: `${STOREFRONT}/`,
      API_PUBLIC_URL: `${API}/`,
      RATE_LIMIT_ENABLED: 'true',
      RATE_LIMIT_GENERAL: '100000',
      RATE_LIMIT_NOTIFY_STOCK: '2',
      TRUST_PROXY: '1',
    });
    admin = await createAdmin(shop);
  });
  afterAll(async () => {
    await shop.close();
    await smtp.close();
  });
  beforeEach(async () => {
    await shop.prisma.stockAlert.deleteMany();
    await shop.prisma.outboxMail.deleteMany();
    smtp.mails.splice(0);
    variant = await createVariant(shop.prisma, { stock: 0 });
  });

  let asked = 0;
  /** Each request has a new client IP unless one is given, as the limit counts by client IP. */
  const post = (body: object, from = `203.0.113.${asked++}`) =>
    shop.http.post('/api/products/notify-stock').set('X-Forwarded-For', from).send(body);
  const ask = (email = SACHA, { productId, id: variantId }: Variant = variant) =>
    post({ email, productId, variantId }).expect(201);
  const cancel = (token: string) => shop.http.post(`/api/products/notify-stock/cancel?token=${token}`).redirects(0);
  const correct = (body: object, id = variant.id) =>
    shop.http.patch(`/api/admin/inventory/${id}`).set(admin.auth).send(body);
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

    it.each([undefined, null, ''])(
      'stores a separate alert for any variant when variantId is %j',
      async (variantId) => {
        await ask();
        for (let i = 0; i < 2; i++) await post({ email: SACHA, productId: variant.productId, variantId }).expect(201);
        expect(await waiting()).toBe(2);
      },
    );

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

    it('answers 429 RATE_LIMIT_EXCEEDED to one client IP after RATE_LIMIT_NOTIFY_STOCK requests, with any account', async () => {
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
    it('and HEAD show a page with a button and remove nothing', async () => {
      const url = `/api/products/notify-stock/cancel?token=${shop.app.get(CancelTokens).seal(SACHA)}`;
      await ask();
      await shop.http.head(url).expect(200);
      const { text, headers } = await shop.http.get(url).expect(200);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['content-security-policy']).toContain(`form-action 'self' ${STOREFRONT};`);
      expect(text).toContain('<form method="post"><button>Ne plus recevoir d’alertes</button></form>');
      expect(await waiting()).toBe(1);
    });
  });

  describe('POST /api/products/notify-stock/cancel', () => {
    it.each([
      ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
      [
        'multipart/form-data; boundary=x',
        '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
      ],
    ])('answers 200 to one click in a mail program, as %s', async (type, body) => {
      await ask();
      const answer = await cancel(shop.app.get(CancelTokens).seal(SACHA)).set('Content-Type', type).send(body);
      expect([answer.status, answer.headers.location]).toEqual([200, undefined]);
      expect(answer.body).toEqual({ message: expect.any(String) });
      expect(await waiting()).toBe(0);
    });

    it('answers 303 without anything to cancel, in parallel with a restock too', async () => {
      const token = shop.app.get(CancelTokens).seal(SACHA);
      await ask();
      const [{ status }, stocked] = await Promise.all([cancel(token), correct({ stock: 1 })]);
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
        await shop.http.get(`/api/products/notify-stock/cancel?token=${token}`).expect(400);
      }
      const none = await shop.http.post('/api/products/notify-stock/cancel').expect(400);
      expect(none.body.code).toBe('INVALID_OR_EXPIRED_TOKEN');
      const twice = await shop.http.post('/api/products/notify-stock/cancel?token=a&token=b').expect(400);
      expect(twice.body.code).toBe('VALIDATION_ERROR');
      expect(await waiting()).toBe(1);
    });
  });

  describe('a restock', () => {
    const change = (body: object) =>
      shop.http.put(`/api/admin/products/${variant.productId}`).set(admin.auth).send(body);
    const written = () => shop.prisma.outboxMail.count();
    /** Sends what is in the outbox. @returns who got a mail */
    const told = async () => {
      await shop.app.get(JobsService).run('outbox');
      expect(await shop.prisma.outboxMail.count({ where: { doneAt: null } })).toBe(0);
      return smtp.mails.flatMap(({ to }) => to).sort();
    };

    it('mails product, version and links, in both parts, and the alert is gone', async () => {
      const product = { name: 'Coffret <151> & cie', slug: `coffret-${Date.now()}` };
      await shop.prisma.product.update({ where: { id: variant.productId }, data: product });
      await ask();
      await correct({ stock: 4, reason: 'Arrivage' }).expect(200);
      expect(await waiting()).toBe(0);
      expect(await told()).toEqual([SACHA]);
      const [{ subject, html, text }] = smtp.mails as [SmtpMailbox['mails'][number]];
      expect(subject).toBe('De retour en stock\u00a0: Coffret <151> & cie');
      expect(text).toContain('Coffret <151> & cie (Français • 1re édition) est de nouveau disponible.');
      expect(html).toContain('Coffret &lt;151&gt; &amp; cie (Français');
      for (const part of [html, text]) expect(part).toContain(`${STOREFRONT}/produit/${product.slug}`);
      const link = new RegExp(`${API}(/api/products/notify-stock/cancel\\?token=[\\w.-]+)`).exec(text)![1]!;
      expect(html).toContain(link);
      expect(smtp.mails[0]!.headers).toMatchObject({
        'list-unsubscribe': `<${API}${link}>`,
        'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      });

      // What was sent keeps no address, and its link ends all that this address still waits for.
      expect(await shop.prisma.outboxMail.findMany({ select: { data: true } })).toEqual([{ data: null }]);
      await correct({ stock: 0 }).expect(200);
      await ask();
      await ask('ondine@example.test');
      for (let click = 0; click < 2; click++) {
        const { headers } = await shop.http.post(link).redirects(0).expect(303);
        expect([headers.location, headers['cache-control']]).toEqual([`${STOREFRONT}/`, 'no-store']);
      }
      expect(await shop.prisma.stockAlert.findMany({ select: { email: true } })).toEqual([
        { email: 'ondine@example.test' },
      ]);
    });

    it('mails the subscribers of the variant and of any variant, each address once, and no one else', async () => {
      const { productId } = variant;
      const sibling = await createVariant(shop.prisma, { productId, stock: 0 });
      await ask('one@example.test');
      await ask('both@example.test');
      await post({ email: 'both@example.test', productId }).expect(201);
      await post({ email: 'any@example.test', productId }).expect(201);
      await ask('sibling@example.test', sibling);
      await ask('elsewhere@example.test', await createVariant(shop.prisma, { stock: 0 }));
      await correct({ delta: 3 }).expect(200);
      expect(await told()).toEqual(['any@example.test', 'both@example.test', 'one@example.test']);
      expect(await waiting()).toBe(2);
    });

    it('counts when stock rises from zero, and not when there was stock before or is none after', async () => {
      await correct({ stock: 1 }).expect(200);
      await ask();
      await correct({ stock: 5 }).expect(200);
      await correct({ delta: -5 }).expect(200);
      await correct({ stock: 0 }).expect(200);
      expect([await waiting(), await written()]).toEqual([1, 0]);
      await correct({ delta: 1 }).expect(200);
      expect([await waiting(), await written()]).toEqual([0, 1]);
    });

    it('is undone when the change fails: the alert stays and nothing is mailed', async () => {
      await ask();
      await correct({ stock: 3, expectedStock: 2 }).expect(409);
      const { id, productId } = variant;
      await change({
        slug: 'x',
        variants: [
          { id, stock: 3 },
          { id: 'nope', name: 'a', priceCents: 1 },
        ],
      }).expect(400);
      const { slug } = await createProduct(shop.prisma);
      await change({ slug, variants: [{ id, stock: 3 }] }).expect(409);
      expect([productId, await waiting(), await written()]).toEqual([variant.productId, 1, 0]);
    });

    it('mails once when several run at the same time', async () => {
      const { productId } = variant;
      const sibling = await createVariant(shop.prisma, { productId, stock: 0 });
      for (const email of ['a@example.test', 'b@example.test']) await post({ email, productId }).expect(201);
      await ask();
      const { id } = variant;
      const answers = await Promise.all([
        ...[1, 2, 3].map((delta) => correct({ delta })),
        ...[1, 2].map((delta) => correct({ delta }, sibling.id)),
        change({ variants: [id, sibling.id].map((one) => ({ id: one, stock: 1, stockAtRead: 0 })) }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect(await told()).toEqual(['a@example.test', 'b@example.test', SACHA]);
      expect(await waiting()).toBe(0);
      await expectLedgerToBalance(shop.prisma);
    });

    it('by the product form: a count, a variant for sale again, a new variant; not one out of sale', async () => {
      const { id, productId } = variant;
      const any = () => post({ email: SACHA, productId }).expect(201);
      const mails = async (body: object) => {
        await any();
        const before = await written();
        await change(body).expect(200);
        return (await written()) - before;
      };
      expect(await mails({ variants: [{ id, isActive: false, stock: 5 }] })).toBe(0);
      expect(await mails({ name: 'Autre nom' })).toBe(0);
      expect(await mails({ variants: [{ id, isActive: true }] })).toBe(1);
      expect(await mails({ variants: [{ id, isActive: true, stock: 6 }] })).toBe(0);
      expect(await mails({ variants: [{ id, isActive: false, stock: 0 }] })).toBe(0);
      expect(await mails({ variants: [{ id, isActive: true }] })).toBe(0);
      expect(await mails({ variants: [{ id, isActive: false }] })).toBe(0);
      expect(await mails({ variants: [{ id, isActive: true, stock: 2, stockAtRead: 0 }] })).toBe(1);
      const fresh = { name: 'Anglais', priceCents: 100 };
      expect(await mails({ variants: [{ id }, { ...fresh, isActive: false, stock: 1 }] })).toBe(0);
      expect(await mails({ variants: [{ id }, { ...fresh, stock: 0 }] })).toBe(0);
      expect(await mails({ variants: [{ id }, { ...fresh, stock: 1 }] })).toBe(1);
    });

    it('by a cancelled order, whose units go back', async () => {
      const order = await buyOrder(shop, { lines: [{ quantity: 2, stock: 2 }] });
      variant = await shop.prisma.variant.findUniqueOrThrow({ where: { id: order.items[0]!.productVariantId! } });
      expect(variant.stock).toBe(0);
      await ask();
      const body = { status: 'CANCELLED' };
      await shop.http.patch(`/api/admin/orders/${order.id}/status`).set(admin.auth).send(body).expect(200);
      expect(await told()).toContain(SACHA);
      expect(await waiting()).toBe(0);
    });

    it('mails nothing about an article deleted or taken out of sale before the mail was sent', async () => {
      await ask();
      await correct({ stock: 1 }).expect(200);
      await shop.prisma.variant.update({ where: { id: variant.id }, data: { isActive: false } });
      expect(await told()).toEqual([]);

      variant = await createVariant(shop.prisma, { stock: 0 });
      await ask();
      await correct({ stock: 1 }).expect(200);
      await shop.http.delete(`/api/admin/products/${variant.productId}`).set(admin.auth).expect(200);
      expect(await told()).toEqual([]);
    });

    it('deletes the alerts of a deleted variant', async () => {
      await ask();
      await change({ variants: [{ name: 'Neuf', priceCents: 100 }] }).expect(200);
      expect([await waiting(), await written()]).toEqual([0, 0]);
    });

    it('mails each of 1000 subscribers', async () => {
      const { id: variantId, productId } = variant;
      const data = Array.from({ length: 1000 }, (_, i) => ({ email: `a${i}@example.test`, productId, variantId }));
      await shop.prisma.stockAlert.createMany({ data });
      await correct({ stock: 1 }).expect(200);
      expect([await waiting(), await written()]).toEqual([0, 1000]);
    });
  });
});
