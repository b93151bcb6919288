import { JwtService } from '@nestjs/jwt';
import { TrackingTokens } from '../src/checkout/tracking/tracking-tokens.js';
import { jwtConfig, type JwtConfig } from '../src/config/jwt.config.js';
import { createOrder, type CreatedOrder } from './factories/order.js';
import { createUser, type TestUser } from './factories/user.js';
import { differences } from './support/declared-answers.js';
import { startApp, type RunningApp } from './support/start-app.js';

const DAY = 86_400;

describe('GET /orders/:orderId', () => {
  let shop: RunningApp;
  let owner: TestUser;
  let stranger: TestUser;
  let order: CreatedOrder;
  let token: string;
  beforeAll(async () => {
    shop = await startApp();
    [owner, stranger] = [await createUser(shop), await createUser(shop)];
    order = await createOrder(shop, {
      userId: owner.id,
      status: 'SHIPPED',
      fulfillmentStatus: 'SHIPPED',
      carrier: 'COLISSIMO',
      trackingNumber: '6A12345678901',
      trackingUrl: 'https://www.laposte.fr/outils/suivre-vos-envois?code=6A12345678901',
      shippedAt: new Date(),
    });
    await shop.prisma.orderEvent.createMany({
      data: [
        { orderId: order.id, type: 'SHIPPED', message: 'En route', createdBy: stranger.id },
        // Neither the link nor the owner gets to see it: every expectation below is without it.
        { orderId: order.id, type: 'NOTE', message: 'Litige ouvert chez Stripe', isInternal: true },
      ],
    });
    token = tokens().sign(order.id);
  });
  afterAll(() => shop.close());

  const tokens = () => shop.app.get(TrackingTokens, { strict: false });
  const track = (id: string, { token, as }: { token?: string; as?: string } = {}) => {
    const call = shop.http.get(`/api/orders/${id}`).query(token === undefined ? {} : { token });
    return as === undefined ? call : call.set('Authorization', `Bearer ${as}`);
  };
  /** Signed as ours are, but for what is given. */
  const forge = (claims: object, secret: string | Buffer = ownSecret()) => new JwtService().sign(claims, { secret });
  const ownSecret = () => (tokens() as unknown as { secrets: Buffer[] }).secrets[0]!;
  const config = () => shop.app.get<JwtConfig>(jwtConfig.KEY);

  it('answers 200 by token, without addresses, e-mail, owner or payment, its events oldest first', async () => {
    const { body } = await track(order.id, { token }).expect(200);
    expect(differences('GET /api/orders/{orderId}', 200, body)).toEqual([]);
    expect(body.access).toBe('token');
    expect(body.order).toEqual({
      id: order.id,
      orderNumber: order.orderNumber,
      status: 'SHIPPED',
      fulfillmentStatus: 'SHIPPED',
      carrier: 'COLISSIMO',
      trackingNumber: '6A12345678901',
      trackingUrl: 'https://www.laposte.fr/outils/suivre-vos-envois?code=6A12345678901',
      shippedAt: order.shippedAt!.toISOString(),
      deliveredAt: null,
      items: order.items.map(
        ({
          id,
          productName,
          variantName,
          language,
          edition,
          sku,
          imageUrl,
          quantity,
          unitPriceCents,
          totalPriceCents,
        }) => ({
          id,
          productName,
          variantName,
          language,
          edition,
          sku,
          imageUrl,
          quantity,
          unitPriceCents,
          totalPriceCents,
        }),
      ),
      events: ['CREATED', 'PAID', 'SHIPPED'].map((type) => ({
        id: expect.any(String),
        type,
        message: type === 'SHIPPED' ? 'En route' : null,
        createdAt: expect.any(String),
      })),
      createdAt: order.createdAt.toISOString(),
      updatedAt: order.updatedAt.toISOString(),
      currency: 'EUR',
      totalCents: order.totalCents,
    });
  });

  it('a valid token takes precedence over the Bearer', async () => {
    for (const as of [owner.token, stranger.token, owner.refreshToken, 'not.a.token']) {
      const { body } = await track(order.id, { token, as }).expect(200);
      expect(body.access).toBe('token');
      expect(body.order).not.toHaveProperty('billingAddress');
    }
  });

  it('answers 200 with everything to its owner, also with an invalid token', async () => {
    for (const wrong of [undefined, '', 'nonsense']) {
      const { body } = await track(order.id, { token: wrong, as: owner.token }).expect(200);
      expect(differences('GET /api/orders/{orderId}', 200, body)).toEqual([]);
      expect(body).toMatchObject({
        access: 'owner',
        order: {
          userId: owner.id,
          totalCents: order.totalCents,
          paymentMethod: 'card',
          billingAddress: { email: 'camille@example.test' },
          items: [{ orderId: order.id }],
        },
      });
      expect(body.order.events.map(({ type }: { type: string }) => type)).toEqual(['CREATED', 'PAID', 'SHIPPED']);
    }
  });

  const soon = () => ({ exp: Math.floor(Date.now() / 1000) + DAY });
  it.each<[string, () => string]>([
    ['of another order', () => tokens().sign('another-order')],
    ['that is none', () => 'nonsense'],
    ['that has expired', () => forge({ aud: 'order-tracking', sub: order.id, exp: Math.floor(Date.now() / 1000) - 1 })],
    ['of another audience', () => forge({ aud: 'unsubscribe', sub: order.id, ...soon() })],
    ['without an audience', () => forge({ sub: order.id, ...soon() })],
    ['without a subject', () => forge({ aud: 'order-tracking', ...soon() })],
    [
      'signed with the access tokens’ secret',
      () => forge({ aud: 'order-tracking', sub: order.id, ...soon() }, config().accessSecret),
    ],
    ['that is an access token', () => owner.token],
    ['that is a refresh token', () => owner.refreshToken],
    ['that is unsigned', () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`],
  ])('answers 401 INVALID_TRACKING_TOKEN to a token %s, with and without a stranger’s Bearer', async (_, make) => {
    for (const as of [undefined, stranger.token]) {
      const { body } = await track(order.id, { token: make(), as }).expect(401);
      expect(body.code).toBe('INVALID_TRACKING_TOKEN');
    }
  });

  it('answers 401 INVALID_TRACKING_TOKEN to any token for an order that does not exist', async () => {
    for (const id of ['no-such-order', 'not%20an%20id', 'x'.repeat(65)]) {
      expect((await track(id, { token }).expect(401)).body.code).toBe('INVALID_TRACKING_TOKEN');
    }
    const gone = tokens().sign('deleted-order');
    expect((await track('deleted-order', { token: gone }).expect(401)).body.code).toBe('INVALID_TRACKING_TOKEN');
  });

  it('answers 401 ORDER_ACCESS_DENIED to neither token nor valid Bearer, order or not', async () => {
    for (const id of [order.id, 'no-such-order', 'not%20an%20id']) {
      for (const as of [undefined, 'not.a.token', token]) {
        expect((await track(id, { as }).expect(401)).body.code).toBe('ORDER_ACCESS_DENIED');
      }
    }
    expect((await track(order.id, { token: '' }).expect(401)).body.code).toBe('ORDER_ACCESS_DENIED');
  });

  it('answers 404 ORDER_NOT_FOUND to another user’s Bearer, and for an unknown order', async () => {
    const guests = await createOrder(shop);
    for (const id of [order.id, guests.id]) {
      expect((await track(id, { as: stranger.token }).expect(404)).body.code).toBe('ORDER_NOT_FOUND');
    }
    for (const id of ['no-such-order', 'not%20an%20id', 'x'.repeat(65), '%F0%9F%83%8F']) {
      expect((await track(id, { as: owner.token }).expect(404)).body.code).toBe('ORDER_NOT_FOUND');
    }
  });

  it('answers 400 VALIDATION_ERROR to a token given twice or in brackets', async () => {
    for (const query of ['token=a&token=b', 'token[]=a', 'token[x]=a']) {
      const { body } = await shop.http.get(`/api/orders/${order.id}?${query}`).expect(400);
      expect(body.code).toBe('VALIDATION_ERROR');
    }
  });

  it('answers 401 to a tracking token sent as Bearer', async () => {
    const { body } = await shop.http.get('/api/users/orders').set('Authorization', `Bearer ${token}`).expect(401);
    expect(body.code).toBe('INVALID_TOKEN');
  });

  it('its tokens are valid for 30 days', () => {
    const { iat, exp } = new JwtService().decode<{ iat: number; exp: number }>(token);
    expect(exp - iat).toBe(30 * DAY);
  });
});
