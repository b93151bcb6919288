import { DEMO_CUSTOMERS } from '../src/demo/demo-accounts.js';
import { currentDocument, expectRegistered, routesIn } from './support/api-routes.js';
import { differences, operation } from './support/declared-answers.js';
import { paySession } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

/** One pixel. */
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** What somebody does who tries the API with nothing but the examples of its document, on the demo catalogue. */
describe('the examples of openapi.json', () => {
  let shop: RunningApp;
  const tried = new Set<string>();
  let token: string | undefined;
  beforeAll(async () => {
    shop = await startApp({ NODE_ENV: 'development' });
  });
  afterAll(() => shop.close());

  type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

  /** Sends an operation's own example and checks that the answer is one that it declares. */
  async function send(
    route: string,
    given: { path?: Record<string, string>; body?: object; file?: Buffer; field?: string } = {},
  ) {
    tried.add(route);
    const { parameters = [], requestBody, responses } = operation(route);
    const [method, template] = route.split(' ') as [string, string];
    const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
      const example = given.path?.[name] ?? parameters.find((parameter) => parameter.name === name)?.schema.example;
      if (!example) throw new Error(`${route} has no example for ${name}`);
      return example;
    });
    const request = shop.http[method.toLowerCase() as Method](path);
    if (token) void request.set('Authorization', `Bearer ${token}`);
    const answer = given.file
      ? await request.attach(given.field ?? 'images', given.file, 'file')
      : await request.send(given.body ?? requestBody?.content['application/json']?.example);
    expect({ route, problems: differences(route, answer.status, answer.body) }).toEqual({ route, problems: [] });
    const { message } = responses[answer.status]?.content?.['application/json']?.example ?? {};
    if (message) expect({ route, message: answer.body.message }).toEqual({ route, message });
    return { status: answer.status, body: answer.body };
  }

  async function succeed(route: string, given?: Parameters<typeof send>[1]) {
    const { status, body } = await send(route, given);
    expect({ route, status, code: body.code }).toEqual({ route, status: expect.any(Number), code: undefined });
    expect(status).toBeLessThan(300);
    return body;
  }

  it('open an account, log in and change the profile', async () => {
    const { user } = await succeed('POST /api/auth/register');
    const login = await succeed('POST /api/auth/login');
    token = login.accessToken as string;
    await succeed('GET /api/auth/verify');
    expect((await send('GET /api/auth/verify-email')).body.code).toBe('INVALID_OR_EXPIRED_TOKEN');
    await succeed('PUT /api/users/profile');
    await succeed('PUT /api/users/profile/extended');
    await succeed('GET /api/users/profile');
    await succeed('POST /api/auth/refresh', { body: { refreshToken: login.refreshToken, rotate: true } });
    await shop.prisma.user.update({ where: { id: user.id }, data: { isAdmin: true } });
  });

  it('set two-factor up', async () => {
    await succeed('GET /api/2fa/status');
    await succeed('POST /api/2fa/setup');
    expect((await send('POST /api/2fa/enable')).body.code).toBe('INVALID_CODE');
    expect((await send('POST /api/2fa/disable')).body.code).toBe('2FA_NOT_ENABLED');
    expect((await send('GET /api/2fa/undo')).body.code).toBe('INVALID_OR_EXPIRED_TOKEN');
    expect((await send('POST /api/2fa/undo')).body.code).toBe('INVALID_OR_EXPIRED_TOKEN');
  });

  it('find a product and buy it', async () => {
    await succeed('GET /api/shop');
    await succeed('GET /api/products');
    await succeed('GET /api/products/{slug}');
    await succeed('POST /api/products/notify-stock');
    expect((await send('GET /api/products/notify-stock/cancel')).body.code).toBe('INVALID_OR_EXPIRED_TOKEN');
    expect((await send('POST /api/products/notify-stock/cancel')).body.code).toBe('INVALID_OR_EXPIRED_TOKEN');
    const { sessionId } = await succeed('POST /api/checkout/create-session');
    expect((await send('GET /api/checkout/verify-session/{sessionId}', { path: { sessionId } })).status).toBe(400);
    await paySession(shop, sessionId);
    const { orderId } = await succeed('GET /api/checkout/verify-session/{sessionId}', { path: { sessionId } });
    await succeed('GET /api/users/orders');
    await succeed('GET /api/users/orders/{orderId}', { path: { orderId } });
    await succeed('GET /api/orders/{orderId}', { path: { orderId } });
    expect((await send('POST /api/checkout/webhook')).body.code).toBe('INVALID_SIGNATURE');
  });

  it('review it', async () => {
    await succeed('GET /api/reviews/can-review/{productId}');
    const { review } = await succeed('POST /api/reviews');
    const path = { reviewId: review.id as string };
    await succeed('PUT /api/reviews/{reviewId}', { path });
    await succeed('GET /api/admin/reviews');
    await succeed('PATCH /api/admin/reviews/{reviewId}', { path });
    await succeed('GET /api/reviews/product/{productId}');
    await succeed('DELETE /api/reviews/{reviewId}', { path });
    const again = await succeed('POST /api/reviews');
    await succeed('DELETE /api/admin/reviews/{reviewId}', { path: { reviewId: again.review.id as string } });
  });

  it('name what the demo has, in their paths', async () => {
    const own = token;
    const { email, password } = DEMO_CUSTOMERS[0];
    token = (await shop.http.post('/api/auth/login').send({ email, password }).expect(200)).body.accessToken as string;
    await succeed('GET /api/users/orders/{orderId}');
    await succeed('GET /api/orders/{orderId}');
    await succeed('GET /api/checkout/verify-session/{sessionId}');
    await succeed('GET /api/reviews/can-review/{productId}');
    await succeed('PUT /api/reviews/{reviewId}');
    await succeed('PUT /api/collection/{id}');
    await succeed('GET /api/trade-offers/{offerId}');
    token = own;
    await succeed('GET /api/admin/orders/{orderId}');
    await succeed('POST /api/admin/orders/{orderId}/refunds');
    await succeed('GET /api/admin/users/{userId}');
    await succeed('PUT /api/admin/promos/{promoId}');
    await succeed('PATCH /api/admin/reviews/{reviewId}');
  });

  it('administer an order', async () => {
    const { orders } = await succeed('GET /api/admin/orders');
    const path = { orderId: orders[0].id as string };
    await succeed('GET /api/admin/orders/{orderId}', { path });
    await succeed('POST /api/admin/orders/{orderId}/ship', { path });
    await succeed('PATCH /api/admin/orders/{orderId}/status', { path });
    await succeed('POST /api/admin/orders/{orderId}/deliver', { path });
    const lines = [{ orderItemId: orders[0].items[0].id as string, quantity: 1 }];
    await succeed('POST /api/admin/orders/{orderId}/refunds', { path, body: { lines } });
    await succeed('GET /api/admin/orders/{orderId}/refunds', { path });
    await succeed('GET /api/admin/stats/orders');
    await succeed('GET /api/admin/orders/export');
    await succeed('GET /api/admin/dashboard');
    await succeed('GET /api/admin/reports/sales');
    await succeed('GET /api/admin/audit');
  });

  it('administer the catalogue', async () => {
    await succeed('GET /api/admin/products');
    await succeed('GET /api/admin/inventory');
    await succeed('GET /api/admin/products/export');
    const file = Buffer.from('product_slug;category\ncoffret-dresseur-elite-flammes;Pokémon');
    await succeed('POST /api/admin/products/import', { file, field: 'file' });
    await succeed('PATCH /api/admin/inventory/{variantId}');
    await succeed('GET /api/admin/stock/audit');
    const { product } = await succeed('POST /api/admin/products');
    expect((await send('POST /api/admin/products')).body.code).toBe('SLUG_ALREADY_EXISTS');
    for (const { url } of product.images as { url: string }[]) await shop.http.get(url).expect(200);
    expect(product.images).not.toEqual([]);
    await succeed('DELETE /api/admin/products/{productId}', { path: { productId: product.id } });
    await succeed('PUT /api/admin/products/{productId}');
  });

  it('write to the shop', async () => {
    await succeed('POST /api/contact');
  });

  it('upload a picture and remove it', async () => {
    const { images } = await succeed('POST /api/admin/upload', { file: GIF });
    await succeed('DELETE /api/admin/upload/{filename}', { path: { filename: images[0].filename } });
    expect((await send('DELETE /api/admin/upload/{filename}')).body.code).toBe('FILE_NOT_FOUND');
  });

  it('administer accounts', async () => {
    await succeed('GET /api/admin/users');
    const path = { userId: DEMO_CUSTOMERS[0].id };
    await succeed('GET /api/admin/users/{userId}', { path });
    await succeed('PATCH /api/admin/users/{userId}', { path });
    expect((await send('POST /api/admin/users/{userId}/reset-2fa', { path })).body.code).toBe('2FA_NOT_ENABLED');
  });

  it('look at what Stripe sent', async () => {
    const { events } = await succeed('GET /api/admin/events');
    const path = { eventId: events[0].id };
    await succeed('GET /api/admin/events/{eventId}', { path });
    await succeed('POST /api/admin/events/{eventId}/replay', { path });
    expect((await send('POST /api/admin/events/{eventId}/dismiss', { path })).body.code).toBe('EVENT_NOT_IN_REVIEW');
  });

  it('administer promo codes and try one', async () => {
    const { promo } = await succeed('POST /api/admin/promos');
    await succeed('GET /api/admin/promos');
    expect((await send('POST /api/promo/validate')).status).toBe(200);
    await succeed('PUT /api/admin/promos/{promoId}', { path: { promoId: promo.id } });
    await succeed('DELETE /api/admin/promos/{promoId}', { path: { promoId: promo.id } });
  });

  it('keep cards', async () => {
    await succeed('POST /api/users/favorites');
    expect((await send('POST /api/users/favorites')).body.code).toBe('CARD_ALREADY_FAVORITE');
    await succeed('GET /api/users/favorites');
    await succeed('DELETE /api/users/favorites/{cardId}');
    const { item } = await succeed('POST /api/collection');
    await succeed('PUT /api/collection/{id}', { path: { id: item.id } });
    await succeed('GET /api/collection');
    await succeed('DELETE /api/collection/{id}', { path: { id: item.id } });
  });

  it('offer cards for cards', async () => {
    const { offer } = await succeed('POST /api/trade-offers');
    const path = { offerId: offer.id as string };
    await succeed('GET /api/trade-offers');
    await succeed('GET /api/trade-offers/{offerId}', { path });
    expect((await send('POST /api/trade-offers/{offerId}/accept', { path })).body.code).toBe('FORBIDDEN');
    await succeed('POST /api/trade-offers/{offerId}/cancel', { path });
    const creator = token;
    const { email, password } = DEMO_CUSTOMERS[0];
    token = (await shop.http.post('/api/auth/login').send({ email, password }).expect(200)).body.accessToken as string;
    expect((await send('POST /api/trade-offers/{offerId}/reject', { path })).body.code).toBe('OFFER_NOT_PENDING');
    token = creator;
  });

  it('browse cards and ask for the health', async () => {
    await succeed('GET /api/trade/sets');
    expect(await succeed('GET /api/trade/sets/{id}/cards')).not.toEqual([]);
    await succeed('GET /api/health');
    await succeed('GET /api/health/ready');
    await succeed('GET /api/metrics');
  });

  it('see and decide what the shop knows', async () => {
    await succeed('GET /api/gdpr/export');
    await succeed('PUT /api/gdpr/consent');
    await succeed('GET /api/gdpr/consent');
    // Administrators stay.
    expect((await send('DELETE /api/gdpr/delete-now')).body.code).toBe('ADMIN_CANNOT_DELETE');
    expect((await send('POST /api/gdpr/delete-request')).body.code).toBe('ADMIN_CANNOT_DELETE');
    await succeed('GET /api/gdpr/deletion-status');
    expect((await send('POST /api/gdpr/cancel-delete')).body.code).toBe('NO_DELETE_REQUEST');
  });

  it('change the password and log out', async () => {
    await succeed('POST /api/auth/login');
    const { sessions } = await succeed('GET /api/auth/sessions');
    await succeed('DELETE /api/auth/sessions/{sessionId}', { path: { sessionId: sessions[0].id } });
    await succeed('PUT /api/users/change-password');
    expect((await send('POST /api/auth/forgot-password')).body.code).toBe('EMAIL_SENT');
    expect((await send('POST /api/auth/reset-password')).body.code).toBe('INVALID_OR_EXPIRED_TOKEN');
    token = undefined;
    await succeed('POST /api/auth/logout', { body: {} });
    await succeed('POST /api/auth/logout-all', { body: {} });
    expect((await send('POST /api/auth/login')).body.code).toBe('INVALID_CREDENTIALS');
  });

  it('have all been tried', async () => {
    expectRegistered('test/openapi-examples.e2e-spec.ts', routesIn(await currentDocument(shop)), [...tried]);
  });
});
