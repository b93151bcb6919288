import type { OpenAPIObject } from '@nestjs/swagger';
import { createOrder } from './factories/order.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { countStatements } from './support/count-statements.js';
import { openApi } from './support/declared-answers.js';
import { addRows, type Owners } from './support/many-rows.js';
import { startApp, type RunningApp } from './support/start-app.js';

const [FEW, MANY, FULL_PAGE] = [10, 500, 1010];

interface List {
  /** With as many rows as the route gives. */
  path: string | ((owners: Owners) => string);
  as: 'guest' | 'user' | 'admin';
  /** The most rows that one answer has; all there are unless given. */
  most?: number;
}

/** Every route that answers rows. A new one adds a line here, and its rows in support/many-rows.ts. */
const LISTS: Record<string, List> = {
  'GET /api/products': { path: '/api/products?limit=500', as: 'guest', most: 500 },
  'GET /api/reviews/product/{productId}': {
    path: ({ productId }) => `/api/reviews/product/${productId}?limit=50`,
    as: 'guest',
    most: 50,
  },
  'GET /api/users/orders': { path: '/api/users/orders?limit=500', as: 'user', most: 500 },
  'GET /api/users/favorites': { path: '/api/users/favorites?limit=100', as: 'user', most: 100 },
  'GET /api/collection': { path: '/api/collection?limit=500', as: 'user', most: 500 },
  'GET /api/trade-offers': { path: '/api/trade-offers?limit=100', as: 'user', most: 100 },
  'GET /api/auth/sessions': { path: '/api/auth/sessions?limit=100', as: 'user', most: 100 },
  'GET /api/admin/audit': { path: '/api/admin/audit', as: 'admin' },
  'GET /api/admin/dashboard': { path: '/api/admin/dashboard', as: 'admin', most: 5 },
  'GET /api/admin/events': { path: '/api/admin/events', as: 'admin' },
  'GET /api/admin/inventory': { path: '/api/admin/inventory', as: 'admin' },
  'GET /api/admin/orders': { path: '/api/admin/orders', as: 'admin' },
  'GET /api/admin/orders/{orderId}/refunds': {
    path: ({ orderId }) => `/api/admin/orders/${orderId}/refunds`,
    as: 'admin',
  },
  'GET /api/admin/products': { path: '/api/admin/products', as: 'admin' },
  'GET /api/admin/promos': { path: '/api/admin/promos', as: 'admin' },
  'GET /api/admin/reports/sales': { path: '/api/admin/reports/sales', as: 'admin', most: 10 },
  'GET /api/admin/reviews': { path: '/api/admin/reviews', as: 'admin' },
  'GET /api/admin/users': { path: '/api/admin/users', as: 'admin' },
};

/** Routes that answer an array which holds no rows of a table, with the reason. */
const NO_LISTS: Record<string, string> = {
  'GET /api/trade/sets': 'comes from TCGdex',
  'GET /api/trade/sets/{id}/cards': 'comes from TCGdex',
  'GET /api/gdpr/export': 'is everything there is, read in batches',
  'GET /api/admin/stock/audit': 'has findings, none where the books agree; it goes through all rows in batches',
};

type Schema = { $ref?: string; type?: string; properties?: Record<string, Schema> } | undefined;

describe('the number of statements of a list', () => {
  const counter = countStatements();
  let shop: RunningApp;
  let owners: Owners;
  const users: Partial<Record<List['as'], TestUser>> = {};
  const found: Record<string, { statements: string[]; rows: number }[]> = {};
  const routes = Object.keys(LISTS).filter((route) => route in listRoutes(openApi));

  beforeAll(async () => {
    // Kept answers would need no statement at all.
    shop = await startApp({ CACHE_TTL_MS: '0' });
    users.admin = await createAdmin(shop);
    users.user = await createUser(shop);
    const { id: orderId, items } = await createOrder(shop);
    const { id: otherId } = await createUser(shop);
    owners = { userId: users.user.id, otherId, productId: items[0]!.productId!, orderId };
    await addRows(shop.prisma, owners, 0, FEW);
    for (const route of routes) await look(route);
    await addRows(shop.prisma, owners, FEW, MANY);
    for (const route of routes) await look(route);
  });
  afterAll(async () => {
    counter.stop();
    await shop.close();
  });

  async function ask(route: string) {
    const { path, as } = LISTS[route]!;
    const request = shop.http.get(typeof path === 'string' ? path : path(owners));
    const answer = await request.set(users[as]?.auth ?? {});
    expect({ route, status: answer.status }).toEqual({ route, status: 200 });
    const lists = Object.values(answer.body as object).filter(Array.isArray);
    return Math.max(...lists.map(({ length }) => length));
  }

  async function look(route: string) {
    // What is asked once in a while (keys, kept answers) has been asked by then.
    await ask(route);
    let rows = 0;
    const statements = await counter.during(async () => (rows = await ask(route)));
    (found[route] ??= []).push({ statements, rows });
  }

  it('is looked at for every route that answers rows', () => {
    const known = [...Object.keys(LISTS), ...Object.keys(NO_LISTS)];
    expect(Object.keys(listRoutes(openApi)).filter((route) => !known.includes(route))).toEqual([]);
  });

  it.each(routes)('%s: the same for many rows as for few', (route) => {
    const [few, many] = found[route]!;
    const most = LISTS[route]!.most ?? MANY;
    expect(many!.rows).toBeGreaterThanOrEqual(most);
    expect(few!.rows).toBeLessThan(Math.max(most, FEW + 10));
    // By their beginnings, which name the table: a difference shows where it comes from.
    const [of10, of500] = [few!, many!].map(({ statements }) => statements.map(beginningOf).sort());
    expect(of500).toEqual(of10);

    expect(few!.statements.length).toBeGreaterThan(0);
  });

  it('does not keep a list from filling the largest page', async () => {
    await addRows(shop.prisma, owners, MANY, FULL_PAGE);
    const rows: Record<string, number> = {};
    for (const route of routes) rows[route] = await ask(route);
    const full = routes.filter((route) => route.includes('/admin/') && !LISTS[route]!.most && !route.includes('{'));
    for (const route of full) expect([route, rows[route]]).toEqual([route, 1000]);
  });
});

/** However many values a list in it has. */
function beginningOf(sql: string): string {
  return sql
    .replace(/\$\d+/g, '?')
    .replace(/\([?, ]+\)/g, '(…)')
    .slice(0, 160);
}

/** The routes whose answer is an array, or has one beside its pagination or alone. */
function listRoutes({ paths, components }: OpenAPIObject): Record<string, true> {
  const resolve = (schema: Schema): Schema =>
    schema?.$ref ? (components!.schemas![schema.$ref.split('/').at(-1)!] as Schema) : schema;
  const isList = (schema: Schema): boolean => {
    const { type, properties = {} } = resolve(schema) ?? {};
    return type === 'array' || Object.values(properties).some((property) => resolve(property)?.type === 'array');
  };
  const gets = Object.entries(paths).flatMap(([path, { get }]) => {
    const answer = get?.responses['200'] as { content?: Record<string, { schema: Schema }> } | undefined;
    return isList(answer?.content?.['application/json']?.schema) ? [`GET ${path}`] : [];
  });
  return Object.fromEntries(gets.map((route) => [route, true]));
}
