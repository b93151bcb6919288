import type { Variant } from '../src/generated/sqlite/client.js';
import { JobsService } from '../src/jobs/jobs.service.js';
import { buyOrder } from './factories/paid-order.js';
import { createProduct, createVariant } from './factories/product.js';
import { createAdmin, type TestUser } from './factories/user.js';
import { expectLedgerToBalance } from './support/ledger.js';
import { startSmtp, type SmtpMailbox } from './support/smtp.js';
import { startApp, type RunningApp } from './support/start-app.js';

const STOREFRONT = 'https://boutique.example';
const API = 'https://api.boutique.example';
const SACHA = 'sacha@example.test';

describe('a restock', () => {
  let shop: RunningApp;
  let smtp: SmtpMailbox;
  let admin: TestUser;
  let variant: Variant;
  beforeAll(async () => {
    smtp = await startSmtp();
    shop = await startApp({ SMTP_URL: smtp.url, STOREFRONT_URL: `${STOREFRONT}/`, API_PUBLIC_URL: `${API}/` });
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

  const post = (body: object) => shop.http.post('/api/products/notify-stock').send(body);
  const ask = (email = SACHA, { productId, id: variantId }: Variant = variant) =>
    post({ email, productId, variantId }).expect(201);
  const correct = (body: object, id = variant.id) =>
    shop.http.patch(`/api/admin/inventory/${id}`).set(admin.auth).send(body);
  const change = (body: object) => shop.http.put(`/api/admin/products/${variant.productId}`).set(admin.auth).send(body);
  const waiting = () => shop.prisma.stockAlert.count();
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
    expect(text).toContain('Coffret <151> & cie (Français, 1re édition) est de nouveau disponible.');
    expect(html).toContain('Coffret &lt;151&gt; &amp; cie (Français');
    for (const part of [html, text]) expect(part).toContain(`${STOREFRONT}/produit/${product.slug}`);
    const link = new RegExp(`${API}(/api/products/notify-stock/cancel\\?token=[\\w.-]+)`).exec(text)![1]!;
    expect(html).toContain(link);

    // What was sent keeps no address, and its link ends all that this address still waits for.
    expect(await shop.prisma.outboxMail.findMany({ select: { data: true } })).toEqual([{ data: null }]);
    await correct({ stock: 0 }).expect(200);
    await ask();
    await ask('ondine@example.test');
    for (let click = 0; click < 2; click++) {
      const { headers } = await shop.http.get(link).redirects(0).expect(303);
      expect([headers.location, headers['cache-control']]).toEqual([`${STOREFRONT}/`, 'no-store']);
    }
    expect(await shop.prisma.stockAlert.findMany({ select: { email: true } })).toEqual([
      { email: 'ondine@example.test' },
    ]);
  });

  it('tells those who wait for it or for any variant, each address once, and nobody else', async () => {
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

  it('happens when there was nothing, and not when there was something or still is nothing', async () => {
    await correct({ stock: 1 }).expect(200);
    await ask();
    await correct({ stock: 5 }).expect(200);
    await correct({ delta: -5 }).expect(200);
    await correct({ stock: 0 }).expect(200);
    expect([await waiting(), await written()]).toEqual([1, 0]);
    await correct({ delta: 1 }).expect(200);
    expect([await waiting(), await written()]).toEqual([0, 1]);
  });

  it('is undone with what failed', async () => {
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

  it('of two or more at once mails once', async () => {
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

  it('mails nothing about what was deleted or taken out of sale before the mail went', async () => {
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

  it('forgets those who wait for a variant that is deleted', async () => {
    await ask();
    await change({ variants: [{ name: 'Neuf', priceCents: 100 }] }).expect(200);
    expect([await waiting(), await written()]).toEqual([0, 0]);
  });

  it('of 1000 who wait mails each, and answers quickly', async () => {
    const { id: variantId, productId } = variant;
    const data = Array.from({ length: 1000 }, (_, i) => ({ email: `a${i}@example.test`, productId, variantId }));
    await shop.prisma.stockAlert.createMany({ data });
    const start = performance.now();
    await correct({ stock: 1 }).expect(200);
    expect(performance.now() - start).toBeLessThan(2000);
    expect([await waiting(), await written()]).toEqual([0, 1000]);
  });
});
