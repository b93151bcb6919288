import { cartOf, openSession } from './factories/cart.js';
import { createCustomer } from './factories/customer.js';
import { createVariant } from './factories/product.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { JobsService } from '../src/jobs/jobs.service.js';
import { clearFaults, paySession, plantFault, stripeFor, type PayOptions } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

const JOB = 'payment-methods';

/** What the session of a cart offers at Stripe. */
async function offered(shop: RunningApp, sessionId: string) {
  return (await stripeFor(shop).checkout.sessions.retrieve(sessionId)).allowed_payment_method_types;
}

describe('POST /checkout/create-session', () => {
  it('offers the card and wallets', async () => {
    const shop = await startApp();
    const { sessionId } = await openSession(shop);
    expect(await offered(shop, sessionId)).toEqual(['card', 'link', 'paypal']);
    await shop.close();
  });

  describe.each([
    ['with reservations', {}],
    ['without reservations', { STOCK_HOLD_MINUTES: '0' }],
  ])('%s and a delayed method', (_, env) => {
    let shop: RunningApp;
    beforeAll(async () => {
      shop = await startApp({ CHECKOUT_PAYMENT_METHODS: 'card, sepa_debit', ...env });
    });
    afterAll(() => shop.close());

    it('offers it while more than three units are left', async () => {
      const { sessionId } = await openSession(shop, { stock: 6, quantity: 2 });
      expect(await offered(shop, sessionId)).toEqual(['card', 'sepa_debit']);
    });

    it('leaves it out when three are left of one article', async () => {
      const plenty = await createVariant(shop.prisma, { stock: 100 });
      const few = await createVariant(shop.prisma, { stock: 5 });
      const items = [plenty, few].map(({ id }) => ({ variantId: id, quantity: 2 }));
      const { body } = await shop.http.post('/api/checkout/create-session').send(cartOf(items)).expect(201);
      expect(await offered(shop, body.sessionId)).toEqual(['card']);
    });
  });

  it('counts what others have reserved, not what the account’s own session has', async () => {
    const shop = await startApp({ CHECKOUT_PAYMENT_METHODS: 'card,sepa_debit' });
    const user = await createUser(shop);
    const { sessionId: first, variantId } = await openSession(shop, { user, stock: 6, quantity: 2 });
    const { sessionId: replaced } = await openSession(shop, { user, variantId, quantity: 2 });
    const { sessionId: other } = await openSession(shop, { variantId, quantity: 1 });
    expect(await offered(shop, first)).toEqual(['card', 'sepa_debit']);
    expect(await offered(shop, replaced)).toEqual(['card', 'sepa_debit']);
    expect(await offered(shop, other)).toEqual(['card']);
    await shop.close();
  });

  it('offers the card when only delayed methods are configured', async () => {
    const shop = await startApp({ CHECKOUT_PAYMENT_METHODS: 'sepa_debit' });
    const { sessionId } = await openSession(shop, { stock: 1, quantity: 1 });
    expect(await offered(shop, sessionId)).toEqual(['card']);
    await shop.close();
  });

  it('asks Stripe for the same methods again when the units have changed meanwhile', async () => {
    const shop = await startApp({ CHECKOUT_PAYMENT_METHODS: 'card,sepa_debit' });
    const { id: variantId } = await createVariant(shop.prisma, { stock: 6 });
    const create = () =>
      shop.http
        .post('/api/checkout/create-session')
        .set('Idempotency-Key', 'une-cle-de-seize-caracteres')
        .send(cartOf([{ variantId, quantity: 2 }]));
    await plantFault(shop, { kind: 'lost', times: 3, match: { method: 'POST', path: '/v1/checkout/sessions' } });
    await create().expect(503);
    await openSession(shop, { variantId, quantity: 2 });
    const { body } = await create().expect(200);
    expect(await offered(shop, body.sessionId)).toEqual(['card', 'sepa_debit']);
    await shop.close();
  });
});

describe('the payment method of an order', () => {
  let shop: RunningApp;
  let admin: TestUser;
  beforeAll(async () => {
    shop = await startApp({ CHECKOUT_PAYMENT_METHODS: 'card,paypal,sepa_debit' });
    admin = await createAdmin(shop);
  });
  afterAll(() => shop.close());

  const runJob = () => shop.app.get(JobsService).run(JOB);
  const orderOf = (stripeSessionId: string) => shop.prisma.order.findUniqueOrThrow({ where: { stripeSessionId } });
  const known = ({ paymentMethod, paymentBrand, paymentLast4 }: Awaited<ReturnType<typeof orderOf>>) => [
    paymentMethod,
    paymentBrand,
    paymentLast4,
  ];

  async function buy(options: PayOptions = {}): Promise<string> {
    const { sessionId } = await openSession(shop, { stock: 50 });
    await paySession(shop, sessionId, options);
    return sessionId;
  }

  it('is `card` at first, and the real one after the job, with brand and last four digits', async () => {
    const [byCard, byPaypal, byDebit] = [
      await buy(),
      await buy({ paymentMethod: 'paypal' }),
      await buy({ action: 'pay_later' }),
    ];
    await paySession(shop, byDebit, { action: 'settle' });
    for (const id of [byCard, byPaypal, byDebit]) expect(known(await orderOf(id))).toEqual(['card', null, null]);

    await runJob();
    expect(known(await orderOf(byCard))).toEqual(['card', 'visa', '4242']);
    expect(known(await orderOf(byPaypal))).toEqual(['paypal', null, null]);
    expect(known(await orderOf(byDebit))).toEqual(['sepa_debit', null, '3000']);
    expect(await shop.prisma.order.count({ where: { paymentMethodDueAt: { not: null } } })).toBe(0);
  });

  it('is one that the session offers: the sandbox refuses others', async () => {
    const { sessionId } = await openSession(shop);
    expect((await paySession(shop, sessionId, { paymentMethod: 'link' })).status).toBe(400);
  });

  it('is shown to the account, in its export and in the back office', async () => {
    const customer = await createCustomer(shop);
    const { id } = await customer.buy();
    await runJob();
    const shown = { paymentMethod: 'card', paymentBrand: 'visa', paymentLast4: '4242' };
    const own = await shop.http.get(`/api/users/orders/${id}`).set(customer.auth).expect(200);
    expect(own.body.order).toMatchObject(shown);
    const file = await shop.http.get('/api/gdpr/export').set(customer.auth).expect(200);
    expect(file.body.orders).toEqual([expect.objectContaining(shown)]);
    const forShop = await shop.http.get(`/api/admin/orders/${id}`).set(admin.auth).expect(200);
    expect(forShop.body.order).toMatchObject(shown);
  });

  it('is read later when Stripe does not answer', async () => {
    const sessionId = await buy();
    await plantFault(shop, { kind: 'lost', times: 10, match: { method: 'GET', path: '/v1/payment_intents/*' } });
    await runJob();
    await clearFaults(shop);
    const order = await orderOf(sessionId);
    expect(order.paymentMethodDueAt!.getTime()).toBeGreaterThan(Date.now());
    await shop.prisma.order.update({ where: { id: order.id }, data: { paymentMethodDueAt: new Date() } });
    await runJob();
    expect(known(await orderOf(sessionId))).toEqual(['card', 'visa', '4242']);
  });

  it('that Stripe can never show blocks no other order, and is asked for less and less often', async () => {
    const [broken, next] = [await buy(), await buy()];
    const { id, paymentIntentId } = await orderOf(broken);
    const match = { method: 'GET', path: `/v1/payment_intents/${paymentIntentId}` } as const;
    await plantFault(shop, { kind: 'error', times: 99, match });
    for (let minute = 0; minute < 2; minute++) await runJob();
    expect(known(await orderOf(next))).toEqual(['card', 'visa', '4242']);
    const minutesUntilDue = async () => ((await orderOf(broken)).paymentMethodDueAt!.getTime() - Date.now()) / 60_000;
    expect(Math.round(await minutesUntilDue())).toBe(5);

    const whenDue = async (daysOld: number) => {
      const createdAt = new Date(Date.now() - daysOld * 24 * 60 * 60_000);
      await shop.prisma.order.update({ where: { id }, data: { createdAt, paymentMethodDueAt: new Date() } });
      await runJob();
    };
    await whenDue(1);
    expect(Math.round(await minutesUntilDue())).toBe(144);
    await whenDue(29);
    expect(Math.round(await minutesUntilDue())).toBe(24 * 60);
    await whenDue(31);
    expect((await orderOf(broken)).paymentMethodDueAt).toBeNull();
    await clearFaults(shop);
  });

  it('loses its digits with the account, also when it is read after the deletion', async () => {
    const customer = await createCustomer(shop);
    const { id: before } = await customer.buy();
    await runJob();
    const { id: after } = await customer.buy();
    const confirmed = { password: customer.password, confirmation: 'SUPPRIMER MON COMPTE' };
    await shop.http.delete('/api/gdpr/delete-now').set(customer.auth).send(confirmed).expect(200);
    await runJob();
    for (const id of [before, after]) {
      const order = await shop.prisma.order.findUniqueOrThrow({ where: { id } });
      expect(known(order)).toEqual(['card', 'visa', null]);
    }
  });
});
