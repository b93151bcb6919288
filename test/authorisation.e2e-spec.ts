import { TrackingTokens } from '../src/checkout/tracking/tracking-tokens.js';
import { createAdmin, createUser } from './factories/user.js';
import { subjects, type Owned } from './support/authorisation-subjects.js';
import { currentDocument, expectRegistered, routesIn } from './support/api-routes.js';
import { startApp, type RunningApp } from './support/start-app.js';

const CALLERS = ['nobody', 'deleted', 'tracking', 'refresh', 'demoted', 'other', 'admin', 'owner'] as const;
type Caller = (typeof CALLERS)[number];

/**
 * Who gets what from which route, for a subject of `owner`'s. `deleted`: the access token of an account that is gone;
 * `tracking`, `refresh`: such a token as a Bearer; `demoted`: an administrator no longer. Where a body is due none is
 * sent, so 400 says that somebody was let in.
 */
const TABLE = `
                                                   nobody deleted tracking refresh demoted other admin owner
  POST   /api/2fa/disable                          401    401     401      401     400     400   400   400
  POST   /api/2fa/enable                           401    401     401      401     400     400   400   400
  POST   /api/2fa/setup                            401    401     401      401     200     200   200   200
  GET    /api/2fa/undo                             400    400     400      400     400     400   400   400
  POST   /api/2fa/undo                             400    400     400      400     400     400   400   400
  GET    /api/2fa/status                           401    401     401      401     200     200   200   200
  GET    /api/admin/audit                          401    401     401      401     403     403   200   403
  GET    /api/admin/dashboard                      401    401     401      401     403     403   200   403
  GET    /api/admin/events                         401    401     401      401     403     403   200   403
  GET    /api/admin/events/{eventId}               401    401     401      401     403     403   200   403
  POST   /api/admin/events/{eventId}/replay        401    401     401      401     403     403   200   403
  POST   /api/admin/events/{eventId}/dismiss       401    401     401      401     403     403   409   403
  GET    /api/admin/inventory                      401    401     401      401     403     403   200   403
  PATCH  /api/admin/inventory/{variantId}          401    401     401      401     403     403   400   403
  GET    /api/admin/orders                         401    401     401      401     403     403   200   403
  GET    /api/admin/orders/{orderId}               401    401     401      401     403     403   200   403
  GET    /api/admin/orders/export                  401    401     401      401     403     403   200   403
  POST   /api/admin/orders/{orderId}/deliver       401    401     401      401     403     403   200   403
  GET    /api/admin/orders/{orderId}/refunds       401    401     401      401     403     403   200   403
  POST   /api/admin/orders/{orderId}/refunds       401    401     401      401     403     403   400   403
  POST   /api/admin/orders/{orderId}/ship          401    401     401      401     403     403   400   403
  PATCH  /api/admin/orders/{orderId}/status        401    401     401      401     403     403   400   403
  GET    /api/admin/products                       401    401     401      401     403     403   200   403
  POST   /api/admin/products                       401    401     401      401     403     403   400   403
  GET    /api/admin/products/export                401    401     401      401     403     403   200   403
  POST   /api/admin/products/import                401    401     401      401     403     403   400   403
  DELETE /api/admin/products/{productId}           401    401     401      401     403     403   200   403
  PUT    /api/admin/products/{productId}           401    401     401      401     403     403   200   403
  GET    /api/admin/promos                         401    401     401      401     403     403   200   403
  POST   /api/admin/promos                         401    401     401      401     403     403   400   403
  DELETE /api/admin/promos/{promoId}               401    401     401      401     403     403   200   403
  PUT    /api/admin/promos/{promoId}               401    401     401      401     403     403   200   403
  GET    /api/admin/reports/sales                  401    401     401      401     403     403   200   403
  GET    /api/admin/reviews                        401    401     401      401     403     403   200   403
  DELETE /api/admin/reviews/{reviewId}             401    401     401      401     403     403   200   403
  PATCH  /api/admin/reviews/{reviewId}             401    401     401      401     403     403   400   403
  GET    /api/admin/stats/orders                   401    401     401      401     403     403   200   403
  GET    /api/admin/stock/audit                    401    401     401      401     403     403   200   403
  POST   /api/admin/upload                         401    401     401      401     403     403   400   403
  DELETE /api/admin/upload/{filename}              401    401     401      401     403     403   404   403
  GET    /api/admin/users                          401    401     401      401     403     403   200   403
  GET    /api/admin/users/{userId}                 401    401     401      401     403     403   200   403
  PATCH  /api/admin/users/{userId}                 401    401     401      401     403     403   200   403
  POST   /api/admin/users/{userId}/reset-2fa       401    401     401      401     403     403   400   403
  POST   /api/auth/forgot-password                 400    400     400      400     400     400   400   400
  POST   /api/auth/login                           400    400     400      400     400     400   400   400
  POST   /api/auth/logout                          200    200     200      200     200     200   200   200
  POST   /api/auth/logout-all                      200    200     200      200     200     200   200   200
  POST   /api/auth/refresh                         400    400     400      400     400     400   400   400
  POST   /api/auth/register                        400    400     400      400     400     400   400   400
  POST   /api/auth/reset-password                  400    400     400      400     400     400   400   400
  GET    /api/auth/sessions                        401    401     401      401     200     200   200   200
  DELETE /api/auth/sessions/{sessionId}            401    401     401      401     404     404   404   200
  GET    /api/auth/verify                          401    401     401      401     200     200   200   200
  GET    /api/auth/verify-email                    400    400     400      400     400     400   400   400
  POST   /api/checkout/create-session              400    401     401      401     400     400   400   400
  GET    /api/checkout/verify-session/{sessionId}  200    200     200      200     200     200   200   200
  POST   /api/checkout/webhook                     400    400     400      400     400     400   400   400
  GET    /api/collection                           401    401     401      401     200     200   200   200
  POST   /api/collection                           401    401     401      401     400     400   400   400
  DELETE /api/collection/{id}                      401    401     401      401     403     403   403   200
  PUT    /api/collection/{id}                      401    401     401      401     403     403   403   200
  POST   /api/contact                              401    401     401      401     400     400   400   400
  POST   /api/gdpr/cancel-delete                   401    401     401      401     400     400   400   400
  GET    /api/gdpr/consent                         401    401     401      401     200     200   200   200
  PUT    /api/gdpr/consent                         401    401     401      401     400     400   400   400
  DELETE /api/gdpr/delete-now                      401    401     401      401     400     400   400   400
  POST   /api/gdpr/delete-request                  401    401     401      401     400     400   400   400
  GET    /api/gdpr/deletion-status                 401    401     401      401     200     200   200   200
  GET    /api/gdpr/export                          401    401     401      401     200     200   200   200
  GET    /api/health                               200    200     200      200     200     200   200   200
  GET    /api/health/ready                         200    200     200      200     200     200   200   200
  GET    /api/metrics                              200    200     200      200     200     200   200   200
  GET    /api/orders/{orderId}                     401    401     401      401     404     404   404   200
  GET    /api/products                             200    200     200      200     200     200   200   200
  POST   /api/products/notify-stock                400    400     400      400     400     400   400   400
  GET    /api/products/notify-stock/cancel         400    400     400      400     400     400   400   400
  POST   /api/products/notify-stock/cancel         400    400     400      400     400     400   400   400
  GET    /api/products/{slug}                      200    200     200      200     200     200   200   200
  POST   /api/promo/validate                       400    400     400      400     400     400   400   400
  POST   /api/reviews                              401    401     401      401     400     400   400   400
  GET    /api/reviews/can-review/{productId}       401    401     401      401     200     200   200   200
  GET    /api/reviews/product/{productId}          200    200     200      200     200     200   200   200
  DELETE /api/reviews/{reviewId}                   401    401     401      401     403     403   403   200
  PUT    /api/reviews/{reviewId}                   401    401     401      401     403     403   403   200
  GET    /api/shop                                 200    200     200      200     200     200   200   200
  GET    /api/trade-offers                         401    401     401      401     200     200   200   200
  POST   /api/trade-offers                         401    401     401      401     400     400   400   400
  GET    /api/trade-offers/{offerId}               401    401     401      401     403     403   403   200
  POST   /api/trade-offers/{offerId}/accept        401    401     401      401     403     403   403   200
  POST   /api/trade-offers/{offerId}/cancel        401    401     401      401     403     403   403   200
  POST   /api/trade-offers/{offerId}/reject        401    401     401      401     403     403   403   200
  GET    /api/trade/sets                           200    200     200      200     200     200   200   200
  GET    /api/trade/sets/{id}/cards                404    404     404      404     404     404   404   404
  PUT    /api/users/change-password                401    401     401      401     400     400   400   400
  GET    /api/users/favorites                      401    401     401      401     200     200   200   200
  POST   /api/users/favorites                      401    401     401      401     400     400   400   400
  DELETE /api/users/favorites/{cardId}             401    401     401      401     404     404   404   200
  GET    /api/users/orders                         401    401     401      401     200     200   200   200
  GET    /api/users/orders/{orderId}               401    401     401      401     404     404   404   200
  GET    /api/users/profile                        401    401     401      401     200     200   200   200
  PUT    /api/users/profile                        401    401     401      401     200     200   200   200
  PUT    /api/users/profile/extended               401    401     401      401     200     200   200   200
`;

const rows = TABLE.trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [method, path, ...statuses] = line.trim().split(/\s+/) as [string, string, ...string[]];
    return { route: `${method} ${path}`, expected: Object.fromEntries(CALLERS.map((who, i) => [who, +statuses[i]!])) };
  });

describe('who gets what from which route', () => {
  let shop: RunningApp;
  let owned: Owned;
  const bearers = new Map<Caller, string>();
  beforeAll(async () => {
    shop = await startApp({ NODE_ENV: 'development', SEED_DEMO: 'false' });
    const owner = await createUser(shop);
    owned = await subjects(shop, owner);
    const [deleted, demoted] = [await createUser(shop), await createAdmin(shop)];
    await shop.prisma.user.delete({ where: { id: deleted.id } });
    // The last administrator stays one, so there have to be two.
    const admin = await createAdmin(shop);
    await shop.prisma.user.update({ where: { id: demoted.id }, data: { isAdmin: false } });
    for (const [who, { token }] of Object.entries({ owner, deleted, demoted, admin, other: await createUser(shop) })) {
      bearers.set(who as Caller, token);
    }
    bearers.set('refresh', owner.refreshToken);
    bearers.set('tracking', shop.app.get(TrackingTokens, { strict: false }).sign(owned.ids.orderId!));
  });
  afterAll(() => shop.close());

  it.each(rows)('$route', async ({ route, expected }) => {
    const [method, template] = route.split(' ') as [string, string];
    const ids = { ...owned.ids, ...(await owned.fresh[route]?.()) };
    const path = template.replace(/\{(\w+)\}/g, (_, name: string) => ids[name]!);
    const statuses: Record<string, number> = {};
    for (const who of CALLERS) {
      const call = shop.http[method.toLowerCase() as 'get'](path);
      if (bearers.has(who)) void call.set('Authorization', `Bearer ${bearers.get(who)}`);
      statuses[who] = (await (method === 'GET' ? call : call.send({}))).status;
    }
    expect(statuses).toEqual(expected);
  });

  it('has a row for every route', async () => {
    const registered = rows.map(({ route }) => route);
    expectRegistered('TABLE in test/authorisation.e2e-spec.ts', routesIn(await currentDocument(shop)), registered);
  });
});
