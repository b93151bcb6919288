import { DueDeletions } from '../src/gdpr/deletion/due-deletions.service.js';
import { JobsService } from '../src/jobs/jobs.service.js';
import { cartOf } from './factories/cart.js';
import { createCustomer, type Customer } from './factories/customer.js';
import { createProduct, createVariant } from './factories/product.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { findInDatabase } from './support/all-rows.js';
import { orderDesk, type OrderDesk } from './support/order-desk.js';
import {
  clearFaults,
  closeDispute,
  deliverEvent,
  disputeCharge,
  listEvents,
  plantFault,
  refundInDashboard,
  settledEvents,
  stripeFor,
} from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

const confirmation = 'SUPPRIMER MON COMPTE';
/** Where a parcel still has to be sent. */
const DELIVERY = ['Order.searchText', 'Order.shippingAddress'];

describe('DELETE /gdpr/delete-now', () => {
  let shop: RunningApp;
  let admin: TestUser;
  let desk: OrderDesk;
  beforeAll(async () => {
    shop = await startApp();
    admin = await createAdmin(shop);
    desk = orderDesk(shop, admin);
  });
  afterAll(() => shop.close());

  const remove = ({ auth, password }: TestUser) =>
    shop.http.delete('/api/gdpr/delete-now').set(auth).send({ password, confirmation });
  const tracesOf = ({ traces }: Customer) => findInDatabase(shop, traces);

  /** Something in every table that knows people. */
  async function leaveTraces(customer: Customer, other: TestUser): Promise<void> {
    const { prisma } = shop;
    const { id: userId, email } = customer;
    const message = `Réponds à ${email}`;
    const card = { cardId: 'base1-4', cardName: 'Dracaufeu', cardSet: 'Base' };
    await prisma.favorite.create({ data: { userId, cardImage: '/img/x.webp', ...card } });
    await prisma.collectionItem.create({ data: { userId, quantity: 1, notes: message, ...card } });
    const { id: productId } = await createProduct(prisma);
    await prisma.review.create({ data: { userId, productId, rating: 5, comment: message } });
    await prisma.review.create({ data: { userId: other.id, productId, rating: 1 } });
    await prisma.stockAlert.createMany({
      data: [
        { email, productId },
        { email: other.email, productId },
      ],
    });
    const offer = { creatorCards: [{}], receiverCards: [{}], message };
    await prisma.tradeOffer.create({ data: { creatorId: userId, receiverId: other.id, ...offer } });
    await prisma.tradeOffer.create({ data: { creatorId: other.id, receiverId: userId, ...offer } });
    await prisma.authSession.updateMany({ where: { userId }, data: { userAgent: message } });
    const names = { before: { email }, after: { email, isVerified: true } };
    await prisma.auditLogEntry.create({
      data: { adminId: admin.id, action: 'user.update', subjectId: userId, ...names },
    });
    // Of a kind that nobody writes, so that they wait; one for somebody whose address ends alike.
    const mail = { kind: 'test.waiting', subjectId: 'x' };
    await prisma.outboxMail.create({ data: { ...mail, key: `waiting:${userId}`, data: { to: email } } });
    await prisma.outboxMail.create({ data: { ...mail, key: `other:${userId}`, data: { to: `x${email}` } } });
    const about = { kind: 'test.waiting', subjectId: userId, data: { message: customer.traces } };
    await prisma.outboxMail.create({ data: { ...about, key: `about:${userId}` } });
    // This one is sent before the account goes.
    const alert = { kind: 'shop.alert', subjectId: 'x', key: `shop.alert:${userId}` };
    const data = { subject: 'Alerte', lines: [message], orderId: null };
    await prisma.outboxMail.create({ data: { ...alert, data } });
  }

  it('answers 200; nothing of the customer is left but where a parcel goes, and that goes with the parcel', async () => {
    const { prisma } = shop;
    const [customer, other] = [await createCustomer(shop), await createUser(shop)];
    await leaveTraces(customer, other);
    const [sent, toSend] = [await customer.buy(), await customer.buy()];
    await desk.ship(sent.id, { note: 'Bien emballé' }).expect(200);
    await shop.app.get(JobsService).run('outbox');
    await refundInDashboard(shop, toSend.stripeSessionId!, 100);
    const openId = await customer.open();
    expect(await tracesOf(customer)).toEqual(
      expect.arrayContaining(['User.email', 'Order.billingAddress', 'CheckoutSession.delivery']),
    );

    const { body } = await remove(customer).expect(200);
    expect(body).toEqual({ message: expect.any(String), info: expect.any(String) });
    const { count } = await prisma.outboxMail.deleteMany({ where: { key: `other:${customer.id}`, doneAt: null } });
    expect(count).toBe(1);
    expect(await tracesOf(customer)).toEqual(DELIVERY);

    const kept = await desk.read(toSend.id);
    expect(kept).toMatchObject({
      userId: null,
      billingAddress: null,
      shippingAddress: { phone: null },
      eraseOnEnd: true,
    });
    expect(kept.shippingAddress).toMatchObject({
      name: expect.stringContaining('Zebulonne'),
      address: { city: 'Lyon' },
    });
    const { orderNumber, createdAt, totalCents, subtotalCents, items } = sent;
    expect(await desk.read(sent.id)).toMatchObject({ orderNumber, createdAt, totalCents, subtotalCents, items });
    expect((await desk.read(sent.id)).shippingAddress).toBeNull();

    expect((await stripeFor(shop).checkout.sessions.retrieve(openId)).status).toBe('expired');
    expect(await prisma.stockReservation.count()).toBe(0);
    expect(await prisma.review.count({ where: { userId: other.id } })).toBe(1);
    expect(await prisma.stockAlert.count({ where: { email: other.email } })).toBe(1);
    for (const path of ['users/profile', 'gdpr/export']) {
      expect((await shop.http.get(`/api/${path}`).set(customer.auth).expect(401)).body.code).toBe('INVALID_TOKEN');
    }
    const { refreshToken, email, password } = customer;
    await shop.http.post('/api/auth/refresh').send({ refreshToken }).expect(401);
    await shop.http.post('/api/auth/login').send({ email, password }).expect(401);

    await desk.ship(toSend.id).expect(200);
    expect(await tracesOf(customer)).toEqual([]);
    await desk.deliver(toSend.id).expect(200);
    await shop.app.get(JobsService).run('outbox');
    expect(await prisma.outboxMail.count({ where: { doneAt: null } })).toBe(0);
    expect((await desk.get('stock/audit')).body.ok).toBe(true);
  });

  it.each(['CANCELLED', 'REFUNDED'] as const)(
    'an order to be sent that is %s instead loses its address',
    async (status) => {
      const customer = await createCustomer(shop);
      const { id } = await customer.buy();
      await remove(customer).expect(200);
      expect(await tracesOf(customer)).toEqual(DELIVERY);
      await desk.setStatus(id, status).expect(200);
      expect(await tracesOf(customer)).toEqual([]);
    },
  );

  it('a dispute that is open goes on: it is shown with its order, and its end is noted without personal data', async () => {
    const customer = await createCustomer(shop);
    const { id, stripeSessionId } = await customer.buy();
    const dispute = await disputeCharge(shop, stripeSessionId!);
    await settledEvents(shop, stripeSessionId!);
    const openId = await customer.open();
    await remove(customer).expect(200);
    expect((await stripeFor(shop).checkout.sessions.retrieve(openId)).status).toBe('expired');
    await closeDispute(shop, dispute.id, 'lost');
    await settledEvents(shop, stripeSessionId!);
    const { body } = await desk.get(`orders/${id}`);
    expect(body.order).toMatchObject({ userId: null, disputes: [{ id: dispute.id, status: 'lost' }] });
    expect(await tracesOf(customer)).toEqual(DELIVERY);
    await desk.ship(id, { force: true }).expect(200);
    expect(await tracesOf(customer)).toEqual([]);
  });

  it('a page that was just paid wins: its order is there, and only says where to', async () => {
    const customer = await createCustomer(shop);
    const stripeSessionId = await customer.open();
    await customer.pay(stripeSessionId, { delivery: 'none' });
    await remove(customer).expect(200);
    const order = await shop.prisma.order.findUniqueOrThrow({ where: { stripeSessionId } });
    expect(order).toMatchObject({ status: 'CONFIRMED', userId: null, eraseOnEnd: true });
    for (const { id } of await listEvents(shop, stripeSessionId)) {
      expect((await deliverEvent(shop, id)).status).toBe(200);
    }
    expect(await tracesOf(customer)).toEqual(DELIVERY);
  });

  it('goes on while Stripe is away; what is paid on the page afterwards is an order that only says where to', async () => {
    const customer = await createCustomer(shop);
    const stripeSessionId = await customer.open();
    expect(await tracesOf(customer)).toContain('CheckoutSession.delivery');
    await plantFault(shop, { kind: 'error', match: { path: '/v1/checkout/sessions/*/expire' }, times: 9 });
    await remove(customer).expect(200);
    await clearFaults(shop);
    expect(await tracesOf(customer)).toEqual([]);
    expect(await shop.prisma.checkoutSession.findUniqueOrThrow({ where: { stripeSessionId } })).toMatchObject({
      status: 'OPEN',
      userId: null,
      activeUserId: null,
      contactHash: null,
    });

    await customer.pay(stripeSessionId);
    const order = await shop.prisma.order.findUniqueOrThrow({ where: { stripeSessionId } });
    expect(order).toMatchObject({ status: 'CONFIRMED', userId: null, eraseOnEnd: true, billingAddress: null });
    expect(await tracesOf(customer)).toEqual(DELIVERY);
    await shop.app.get(JobsService).run('outbox');
    expect(await shop.prisma.outboxMail.count({ where: { subjectId: order.id, doneAt: null } })).toBe(0);
    await desk.ship(order.id).expect(200);
    await refundInDashboard(shop, stripeSessionId);
    expect(await tracesOf(customer)).toEqual([]);
  });

  it('a payment that a bank is still processing loses its address here; its order has it from Stripe', async () => {
    const customer = await createCustomer(shop);
    const stripeSessionId = await customer.open();
    await customer.pay(stripeSessionId, { action: 'pay_later' });
    expect(await tracesOf(customer)).toContain('CheckoutSession.delivery');
    await remove(customer).expect(200);
    expect(await tracesOf(customer)).toEqual([]);
    expect(await shop.prisma.checkoutSession.findUniqueOrThrow({ where: { stripeSessionId } })).toMatchObject({
      status: 'PROCESSING',
      userId: null,
      delivery: null,
    });

    await customer.pay(stripeSessionId, { action: 'settle' });
    const order = await shop.prisma.order.findUniqueOrThrow({ where: { stripeSessionId } });
    expect(order).toMatchObject({ status: 'CONFIRMED', userId: null, eraseOnEnd: true, billingAddress: null });
    expect(await tracesOf(customer)).toEqual(DELIVERY);
    await desk.ship(order.id).expect(200);
    expect(await tracesOf(customer)).toEqual([]);
  });
});

describe('account deletion with concurrent changes', () => {
  let shop: RunningApp;
  let admin: TestUser;
  beforeAll(async () => {
    shop = await startApp();
    admin = await createAdmin(shop);
  });
  afterAll(() => shop.close());

  const remove = ({ auth, password }: TestUser) =>
    shop.http.delete('/api/gdpr/delete-now').set(auth).send({ password, confirmation });
  const exists = async ({ id }: TestUser) => (await shop.prisma.user.count({ where: { id } })) === 1;
  const times = <T>(n: number, make: () => T) => Array.from({ length: n }, make);

  it('five concurrent requests: one answers 200, the others 401 INVALID_TOKEN', async () => {
    const user = await createUser(shop);
    const answers = await Promise.all(times(5, () => remove(user)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401]);
    expect(answers.filter(({ status }) => status === 401).map(({ body }) => body.code)).toEqual(
      Array<string>(4).fill('INVALID_TOKEN'),
    );
    expect(await exists(user)).toBe(false);
  });

  it('an account that becomes an administrator meanwhile is not deleted, or was deleted before', async () => {
    for (const user of [await createUser(shop), await createUser(shop), await createUser(shop)]) {
      const [deleted, promoted] = await Promise.all([
        remove(user),
        shop.http.patch(`/api/admin/users/${user.id}`).set(admin.auth).send({ isAdmin: true }),
      ]);
      expect([
        [200, 404],
        [403, 200],
      ]).toContainEqual([deleted.status, promoted.status]);
      expect(await exists(user)).toBe(promoted.status === 200);
    }
  });

  it('a changed password keeps the account from being deleted with the old one', async () => {
    const user = await createUser(shop);
    const change = { currentPassword: user.password, newPassword: 'Carapuce26' };
    const [deleted, changed] = await Promise.all([
      remove(user),
      shop.http.put('/api/users/change-password').set(user.auth).send(change),
    ]);
    expect([
      [200, 401],
      [200, 400],
      [401, 200],
    ]).toContainEqual([deleted.status, changed.status]);
    expect(await exists(user)).toBe(changed.status === 200);
  });

  it('an order placed before, during or after the deletion keeps only the delivery data', async () => {
    for (let round = 0; round < 4; round++) {
      const customer = await createCustomer(shop);
      const stripeSessionId = await customer.open();
      await customer.pay(stripeSessionId, { delivery: 'none' });
      const { id } = (await listEvents(shop, stripeSessionId))[0]!;
      const [deleted, delivered] = await Promise.all([
        remove(customer),
        deliverEvent(shop, id),
        deliverEvent(shop, id),
      ]);
      expect([deleted.status, delivered.status]).toEqual([200, 200]);
      const order = await shop.prisma.order.findUniqueOrThrow({ where: { stripeSessionId } });
      expect(order).toMatchObject({ userId: null, billingAddress: null, eraseOnEnd: true, status: 'CONFIRMED' });
      expect(await findInDatabase(shop, customer.traces)).toEqual(DELIVERY);
      await shop.prisma.order.update({ where: { stripeSessionId }, data: { shippingAddress: {}, searchText: null } });
    }
  });

  it('an order shipped at the same time keeps no personal data', async () => {
    const parcel = { carrier: 'COLISSIMO', trackingNumber: '6A1' };
    for (const customer of [await createCustomer(shop), await createCustomer(shop)]) {
      const { id } = await customer.buy();
      const [deleted, shipped] = await Promise.all([
        remove(customer),
        shop.http.post(`/api/admin/orders/${id}/ship`).set(admin.auth).send(parcel),
      ]);
      expect([deleted.status, shipped.status]).toEqual([200, 200]);
      expect(await findInDatabase(shop, customer.traces)).toEqual([]);
    }
  });

  it('sessions opened at the same time leave no open session and no personal data', async () => {
    const customer = await createCustomer(shop);
    const { id: variantId } = await createVariant(shop.prisma, { stock: 50 });
    const open = () =>
      shop.http
        .post('/api/checkout/create-session')
        .set(customer.auth)
        .send({ ...cartOf([{ variantId, quantity: 1 }]), customerEmail: customer.email });
    const [deleted, ...opened] = await Promise.all([remove(customer), ...times(5, open)]);
    expect(deleted.status).toBe(200);
    expect(opened.map(({ status }) => status).filter((status) => ![201, 400, 401].includes(status))).toEqual([]);
    expect((await open()).body.code).toBe('INVALID_TOKEN');
    expect(await findInDatabase(shop, customer.traces)).toEqual([]);
  });

  describe('deletions that are due', () => {
    const DUE = new Date(Date.now() - 1000);
    const askedFor = (isAdmin = false) =>
      createUser(shop, { isAdmin, deletionRequestedAt: new Date(0), deletionDueAt: DUE });
    const job = () => shop.app.get(DueDeletions, { strict: false });

    it('delete accounts, but no administrators and no accounts that are not due', async () => {
      const [due, alsoDue, administrator] = [await askedFor(), await askedFor(), await askedFor(true)];
      const later = await createUser(shop, {
        deletionRequestedAt: new Date(),
        deletionDueAt: new Date(Date.now() + 60_000),
      });
      await job().deleteDue();
      expect(await Promise.all([due, alsoDue, administrator, later, admin].map(exists))).toEqual([
        false,
        false,
        true,
        true,
        true,
      ]);
      await shop.prisma.user.delete({ where: { id: administrator.id } });
    });

    it('are completed by the next run when a run was interrupted', async () => {
      const due = await Promise.all(times(4, () => askedFor()));
      const abort = new AbortController();
      // The server ends once the first is gone.
      const running = job().deleteDue(abort.signal);
      while ((await Promise.all(due.map(exists))).every(Boolean)) await new Promise(setImmediate);
      abort.abort();
      await running;
      await job().deleteDue();
      expect(await Promise.all(due.map(exists))).toEqual([false, false, false, false]);
    });

    it('cancelled at the same time: the account stays, or the request finds no account', async () => {
      for (const user of [await askedFor(), await askedFor(), await askedFor()]) {
        const [cancelled] = await Promise.all([
          shop.http.post('/api/gdpr/cancel-delete').set(user.auth),
          job().deleteDue(),
        ]);
        expect([200, 401]).toContain(cancelled.status);
        expect(await exists(user)).toBe(cancelled.status === 200);
      }
    });
  });
});
