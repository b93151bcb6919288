import { JobsService } from '../src/jobs/jobs.service.js';
import { createPerson, type Person } from './factories/person.js';
import { createProduct } from './factories/product.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { findInDatabase } from './support/find-in-database.js';
import { orderDesk, type OrderDesk } from './support/order-desk.js';
import { clearFaults, deliverEvent, listEvents, plantFault, refundInDashboard, stripeFor } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

const confirmation = 'SUPPRIMER MON COMPTE';

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
  const tracesOf = ({ traces }: Person) => findInDatabase(shop, traces);
  const DELIVERY = ['Order.shippingAddress'];

  /** Something in every table that knows people. */
  async function leaveTraces(person: Person, other: TestUser): Promise<void> {
    const { prisma } = shop;
    const { id: userId, email } = person;
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
    await prisma.login.updateMany({ where: { userId }, data: { userAgent: message } });
    const names = { before: { email }, after: { email, isVerified: true } };
    await prisma.adminChange.create({
      data: { adminId: admin.id, action: 'user.update', subjectId: userId, ...names },
    });
    // Of a kind that nobody writes, so that they wait; one for somebody whose address ends alike.
    const mail = { kind: 'test.waiting', subjectId: 'x' };
    await prisma.outboxMail.create({ data: { ...mail, key: `waiting:${userId}`, data: { to: email } } });
    await prisma.outboxMail.create({ data: { ...mail, key: `other:${userId}`, data: { to: `x${email}` } } });
    const about = { kind: 'test.waiting', subjectId: userId, data: { message: person.traces } };
    await prisma.outboxMail.create({ data: { ...about, key: `about:${userId}` } });
    // This one is sent before the account goes.
    const alert = { kind: 'shop.alert', subjectId: 'x', key: `shop.alert:${userId}` };
    const data = { subject: 'Alerte', lines: [message], orderId: null };
    await prisma.outboxMail.create({ data: { ...alert, data } });
  }

  it('answers 200; nothing of the person is left but where a parcel goes, and that goes with the parcel', async () => {
    const { prisma } = shop;
    const [person, other] = [await createPerson(shop), await createUser(shop)];
    await leaveTraces(person, other);
    const [sent, toSend] = [await person.buy(), await person.buy()];
    await desk.ship(sent.id, { note: 'Bien emballé' }).expect(200);
    await shop.app.get(JobsService).run('outbox');
    await refundInDashboard(shop, toSend.stripeSessionId!, 100);
    const openId = await person.open();
    expect(await tracesOf(person)).toEqual(expect.arrayContaining(['User.email', 'Order.billingAddress']));

    const { body } = await remove(person).expect(200);
    expect(body).toEqual({ message: expect.any(String), info: expect.any(String) });
    const { count } = await prisma.outboxMail.deleteMany({ where: { key: `other:${person.id}`, doneAt: null } });
    expect(count).toBe(1);
    expect(await tracesOf(person)).toEqual(DELIVERY);

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
    expect(await prisma.stockHold.count()).toBe(0);
    expect(await prisma.review.count({ where: { userId: other.id } })).toBe(1);
    expect(await prisma.stockAlert.count({ where: { email: other.email } })).toBe(1);
    for (const path of ['users/profile', 'gdpr/export']) {
      expect((await shop.http.get(`/api/${path}`).set(person.auth).expect(401)).body.code).toBe('INVALID_TOKEN');
    }
    const { refreshToken, email, password } = person;
    await shop.http.post('/api/auth/refresh').send({ refreshToken }).expect(401);
    await shop.http.post('/api/auth/login').send({ email, password }).expect(401);

    await desk.ship(toSend.id).expect(200);
    expect(await tracesOf(person)).toEqual([]);
    await desk.deliver(toSend.id).expect(200);
    await shop.app.get(JobsService).run('outbox');
    expect(await prisma.outboxMail.count({ where: { doneAt: null } })).toBe(0);
    expect((await desk.get('stock/audit')).body.ok).toBe(true);
  });

  it.each(['CANCELLED', 'REFUNDED'] as const)(
    'an order to be sent that is %s instead loses its address',
    async (status) => {
      const person = await createPerson(shop);
      const { id } = await person.buy();
      await remove(person).expect(200);
      expect(await tracesOf(person)).toEqual(DELIVERY);
      await desk.setStatus(id, status).expect(200);
      expect(await tracesOf(person)).toEqual([]);
    },
  );

  it('a page that was just paid wins: its order is there, and only says where to', async () => {
    const person = await createPerson(shop);
    const stripeSessionId = await person.open();
    await person.pay(stripeSessionId, { delivery: 'none' });
    await remove(person).expect(200);
    const order = await shop.prisma.order.findUniqueOrThrow({ where: { stripeSessionId } });
    expect(order).toMatchObject({ status: 'CONFIRMED', userId: null, eraseOnEnd: true });
    for (const { id } of await listEvents(shop, stripeSessionId)) {
      expect((await deliverEvent(shop, id)).status).toBe(200);
    }
    expect(await tracesOf(person)).toEqual(DELIVERY);
  });

  it('goes on while Stripe is away; what is paid on the page afterwards is an order that only says where to', async () => {
    const person = await createPerson(shop);
    const stripeSessionId = await person.open();
    await plantFault(shop, { kind: 'error', match: { path: '/v1/checkout/sessions/*/expire' }, times: 9 });
    await remove(person).expect(200);
    await clearFaults(shop);
    expect(await tracesOf(person)).toEqual([]);
    expect(await shop.prisma.checkoutSession.findUniqueOrThrow({ where: { stripeSessionId } })).toMatchObject({
      status: 'OPEN',
      userId: null,
      activeUserId: null,
      contactHash: null,
    });

    await person.pay(stripeSessionId);
    const order = await shop.prisma.order.findUniqueOrThrow({ where: { stripeSessionId } });
    expect(order).toMatchObject({ status: 'CONFIRMED', userId: null, eraseOnEnd: true, billingAddress: null });
    expect(await tracesOf(person)).toEqual(DELIVERY);
    await shop.app.get(JobsService).run('outbox');
    expect(await shop.prisma.outboxMail.count({ where: { subjectId: order.id, doneAt: null } })).toBe(0);
    await desk.ship(order.id).expect(200);
    await refundInDashboard(shop, stripeSessionId);
    expect(await tracesOf(person)).toEqual([]);
  });
});
