import { openSession } from './factories/cart.js';
import { createUser } from './factories/user.js';
import { deliverEvent, paySession } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';
import { StripeGateway } from '../src/checkout/stripe/stripe.gateway.js';

let shop: RunningApp;
beforeAll(async () => {
  shop = await startApp();
});
afterAll(() => shop.close());

const ordersOf = (stripeSessionId: string) => shop.prisma.order.findMany({ where: { stripeSessionId } });

describe('GET /checkout/verify-session/:id', () => {
  const verify = (id: string) => shop.http.get(`/api/checkout/verify-session/${id}`);

  it('creates the order when it is called before the webhook, and finds it afterwards', async () => {
    const user = await createUser(shop);
    const stranger = await createUser(shop);
    const { sessionId } = await openSession(shop, { user });
    const { events } = await paySession(shop, sessionId, { delivery: 'none' });
    const first = await verify(sessionId).set(stranger.auth).expect(200);
    expect(first.body).toEqual({
      success: true,
      alreadyCreated: false,
      orderId: expect.any(String),
      orderNumber: expect.any(String),
    });
    const second = await verify(sessionId).set('Authorization', 'Bearer nonsense').expect(200);
    expect(second.body).toEqual({ ...first.body, alreadyCreated: true });
    const completed = events.find(({ type }) => type === 'checkout.session.completed');
    expect((await deliverEvent(shop, completed!.id)).status).toBe(200);
    const [order, ...more] = await ordersOf(sessionId);
    expect(more).toEqual([]);
    expect(order?.userId).toBe(user.id);
  });

  it('answers 400 PAYMENT_NOT_COMPLETED for an open and for an expired session', async () => {
    const { sessionId } = await openSession(shop);
    expect((await verify(sessionId).expect(400)).body.code).toBe('PAYMENT_NOT_COMPLETED');
    await paySession(shop, sessionId, { action: 'expire' });
    expect((await verify(sessionId).expect(400)).body.code).toBe('PAYMENT_NOT_COMPLETED');
    expect(await ordersOf(sessionId)).toEqual([]);
  });

  it('answers 404 SESSION_NOT_FOUND for an unknown one and 400 INVALID_SESSION_ID for nonsense', async () => {
    expect((await verify('cs_test_unknown').expect(404)).body.code).toBe('SESSION_NOT_FOUND');
    expect((await verify('order_1').expect(400)).body.code).toBe('INVALID_SESSION_ID');
  });

  it('asks Stripe ten times in ten minutes for sessions that one client IP made up, and always for those of the shop', async () => {
    const limited = await startApp({ RATE_LIMIT_ENABLED: 'true', TRUST_PROXY: '1' });
    const ask = jest.spyOn(limited.app.get(StripeGateway), 'findSession');
    const from = (id: string, clientIp: string) =>
      limited.http.get(`/api/checkout/verify-session/${id}`).set('X-Forwarded-For', clientIp);
    try {
      for (let i = 0; i < 15; i++) {
        const { body } = await from(`cs_test_unknown${i}`, '192.0.2.1').expect(404);
        expect(body.code).toBe('SESSION_NOT_FOUND');
      }
      expect(ask).toHaveBeenCalledTimes(10);
      const { sessionId } = await openSession(limited);
      expect((await from(sessionId, '192.0.2.1').expect(400)).body.code).toBe('PAYMENT_NOT_COMPLETED');
      await from('cs_test_unknown', '192.0.2.2').expect(404);
      expect(ask).toHaveBeenCalledTimes(12);
    } finally {
      ask.mockRestore();
      await limited.close();
    }
  });
});
