import { openSession } from './factories/cart.js';
import { createUser } from './factories/user.js';
import { paySession } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
beforeAll(async () => {
  shop = await startApp();
});
afterAll(() => shop.close());

describe('GET /users/orders', () => {
  it('lists the account’s own orders, newest first, in pages and by status', async () => {
    const user = await createUser(shop);
    for (let order = 0; order < 2; order++) {
      const { sessionId } = await openSession(shop, { user });
      await paySession(shop, sessionId);
    }

    const { body } = await shop.http.get('/api/users/orders').set(user.auth).expect(200);
    expect(body.pagination).toEqual({ page: 1, limit: 200, total: 2, pages: 1 });
    const created = body.orders.map((order: { createdAt: string }) => order.createdAt);
    expect(created).toEqual([...created].sort().reverse());
    expect(body.orders[0].items).toHaveLength(1);
    const page = await shop.http.get('/api/users/orders?limit=1&page=2&status=CONFIRMED').set(user.auth).expect(200);
    expect(page.body.orders).toEqual([body.orders[1]]);
    const none = await shop.http.get('/api/users/orders?status=SHIPPED').set(user.auth).expect(200);
    expect(none.body.orders).toEqual([]);
    await shop.http.get('/api/users/orders?status=').set(user.auth).expect(200);
    await shop.http.get('/api/users/orders?status=LOST').set(user.auth).expect(400);
    await shop.http.get('/api/users/orders?limit=501').set(user.auth).expect(400);
    await shop.http.get('/api/users/orders').expect(401);
  });

  it('GET /users/orders/:orderId shows one’s own, and 404 ORDER_NOT_FOUND for somebody else’s or none', async () => {
    const [owner, stranger] = [await createUser(shop), await createUser(shop)];
    const { sessionId } = await openSession(shop, { user: owner });
    await paySession(shop, sessionId);
    const order = await shop.prisma.order.findUnique({ where: { stripeSessionId: sessionId } });
    const path = `/api/users/orders/${order?.id}`;
    const { body } = await shop.http.get(path).set(owner.auth).expect(200);
    expect(body.order).toMatchObject({ id: order?.id, orderNumber: order?.orderNumber, totalCents: order?.totalCents });
    expect(body.order).not.toHaveProperty('stripeSessionId');
    for (const answer of [
      await shop.http.get(path).set(stranger.auth).expect(404),
      await shop.http.get('/api/users/orders/unknown').set(owner.auth).expect(404),
      await shop.http.get('/api/users/orders/not%20an%20id').set(owner.auth).expect(404),
    ]) {
      expect(answer.body.code).toBe('ORDER_NOT_FOUND');
    }
  });
});
