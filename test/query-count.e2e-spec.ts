import type { OpenAPIObject } from '@nestjs/swagger';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlQuery } from '@prisma/driver-adapter-utils';
import type { PrismaService } from '../src/prisma/prisma.service.js';
import { SqliteAdapterFactory } from '../src/prisma/sqlite-adapter.js';
import { createOrder } from './factories/order.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { currentDocument, expectRegistered } from './support/api-routes.js';
import { openApi } from './support/declared-answers.js';
import { startApp, type RunningApp } from './support/start-app.js';

const [FEW, MANY, FULL_PAGE] = [10, 500, 1010];

interface List {
  /** With as many rows as the route gives. */
  path: string | ((owners: Owners) => string);
  as: 'guest' | 'user' | 'admin';
  /** The most rows that one answer has; all there are unless given. */
  most?: number;
}

/** Every route that answers rows. A new one adds a line here, and its rows in `addRows`. */
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
  'GET /api/shop': 'has categories, counted by one statement; the rest is no table',
  'GET /api/gdpr/export': 'is everything there is, read in batches',
  'GET /api/admin/stock/audit': 'has findings, none where everything agrees; it reads all rows in batches',
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
    // A cached response would need no statement.
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
    // Warms up what is read rarely (keys, cached responses).
    await ask(route);
    let rows = 0;
    const statements = await counter.during(async () => (rows = await ask(route)));
    (found[route] ??= []).push({ statements, rows });
  }

  it('is tested for every route that returns rows', async () => {
    const registered = [...Object.keys(LISTS), ...Object.keys(NO_LISTS)];
    const routes = Object.keys(listRoutes(await currentDocument(shop)));
    expectRegistered('LISTS or NO_LISTS in test/query-count.e2e-spec.ts', routes, registered);
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

/** The routes that answer an array, or an object with an array, alone or with pagination. */
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

/** Whose lists are looked at: what they have, and what belongs to one product and one order, grows with all else. */
interface Owners {
  userId: string;
  otherId: string;
  productId: string;
  orderId: string;
}

/** Rows of everything that is listed, from number `from` to below `to`. */
async function addRows(prisma: PrismaService, owners: Owners, from: number, to: number): Promise<void> {
  const { userId, otherId, productId, orderId } = owners;
  const numbers = Array.from({ length: to - from }, (_, index) => from + index);
  const rows = <T>(make: (index: number) => T): T[] => numbers.map(make);
  const card = (index: number) => ({ cardId: `card-${index}`, cardName: 'Pikachu', cardSet: 'sv1' });

  await prisma.user.createMany({ data: rows((n) => account(`many${n}`)) });
  await prisma.product.createMany({ data: rows((n) => product(n)) });
  await prisma.productImage.createMany({
    data: rows((n) => ({ id: `i${n}`, productId: `p${n}`, url: '/img/a.webp', position: 0 })),
  });
  await prisma.variant.createMany({
    data: rows((n) => ({ id: `v${n}`, productId: `p${n}`, name: 'Standard', priceCents: 100, stock: n % 20 })),
  });
  await prisma.order.createMany({ data: rows((n) => ({ ...order(n), userId: n % 2 ? userId : `many${n}` })) });
  await prisma.order.createMany({
    data: rows((n) => ({ ...order(n), id: `own${n}`, orderNumber: `OWN-${n}`, userId })),
  });
  await prisma.orderItem.createMany({
    data: numbers.flatMap((n) => [`o${n}`, `own${n}`].map((id) => line(id, n))),
  });
  await prisma.refund.createMany({
    data: rows((n) => ({ orderId, idempotencyKey: `key-${n}`, cause: 'PARTIAL' as const, amountCents: 1 })),
  });
  await prisma.promo.createMany({ data: rows((n) => promo(n)) });
  await prisma.stripeEvent.createMany({ data: rows((n) => ({ id: `evt_${n}`, type: 'customer.created' })) });
  await prisma.auditLogEntry.createMany({
    data: rows((n) => ({ adminId: n % 2 ? userId : `many${n}`, action: 'product.update', subjectId: `p${n}` })),
  });
  await prisma.review.createMany({
    data: rows((n) => ({ productId, userId: `many${n}`, rating: 5, isVerified: true, isApproved: true })),
  });
  await prisma.review.createMany({ data: rows((n) => ({ productId: `p${n}`, userId, rating: 4 })) });
  await prisma.favorite.createMany({ data: rows((n) => ({ userId, ...card(n), cardImage: 'https://x.test/a' })) });
  await prisma.collectionItem.createMany({ data: rows((n) => ({ userId, ...card(n), quantity: 1 })) });
  const cards = { creatorCards: [{ id: 'a' }], receiverCards: [{ id: 'b' }] };
  await prisma.tradeOffer.createMany({
    data: rows((n) => ({ creatorId: n % 2 ? userId : otherId, receiverId: n % 2 ? `many${n}` : userId, ...cards })),
  });
  await prisma.authSession.createMany({ data: rows((n) => ({ id: `l${n}`, userId, userAgent: 'Firefox' })) });
  const expiresAt = new Date(Date.now() + 86_400_000);
  await prisma.refreshToken.createMany({
    data: rows((n) => ({ loginId: `l${n}`, tokenHash: `hash-${n}`, expiresAt })),
  });
}

function account(id: string) {
  const email = `${id}@example.test`;
  return { id, email, username: id, usernameKey: id, passwordHash: 'x', searchText: `${email}\n\n${id}\n` };
}

function product(n: number) {
  return { id: `p${n}`, slug: `p-${n}`, name: `Coffret ${n}`, category: 'Pokémon', searchText: `coffret ${n}` };
}

function order(n: number) {
  const amounts = { subtotalCents: 100, totalCents: 100, currency: 'EUR' };
  const createdAt = new Date(Date.now() - n * 3_600_000);
  const states = { status: 'CONFIRMED' as const, fulfillmentStatus: 'PAID' as const };
  return { id: `o${n}`, orderNumber: `BLVD-${n}`, searchText: `blvd-${n}`, ...states, ...amounts, createdAt };
}

function line(orderId: string, n: number) {
  const ids = { orderId, productId: `p${n}`, productVariantId: `v${n}` };
  return { ...ids, productName: 'Coffret', quantity: 1, unitPriceCents: 100, totalPriceCents: 100 };
}

function promo(n: number) {
  const dates = { validFrom: new Date(), validUntil: new Date() };
  return { code: `MANY${n}`, type: 'FIXED' as const, value: 100, ...dates };
}

/** Counts what goes to the database, transactions aside. Made before the application is started, in its place. */
function countStatements(): { during: (work: () => Promise<unknown>) => Promise<string[]>; stop: () => void } {
  let statements: string[] = [];
  const watch = (adapter: SqlDriverAdapter): void => {
    const [queryRaw, executeRaw] = [adapter.queryRaw.bind(adapter), adapter.executeRaw.bind(adapter)];
    const note = ({ sql }: SqlQuery) => statements.push(sql);
    adapter.queryRaw = (query) => (note(query), queryRaw(query));
    adapter.executeRaw = (query) => (note(query), executeRaw(query));
  };

  const factories = [SqliteAdapterFactory.prototype, PrismaPg.prototype];
  const connects = factories.map((factory) => factory.connect);
  for (const [index, factory] of factories.entries()) {
    factory.connect = async function connect(this: never) {
      const adapter = await connects[index]!.call(this);
      watch(adapter);
      return adapter;
    };
  }
  return {
    /** @returns the statements that `work` sends, in order */
    during: async (work) => {
      const sent: string[] = [];
      statements = sent;
      await work();
      statements = [];
      return sent;
    },
    stop: () => factories.forEach((factory, index) => Object.assign(factory, { connect: connects[index] })),
  };
}
