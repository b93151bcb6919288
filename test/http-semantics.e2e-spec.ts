import { UndoTokens } from '../src/auth/two-factor/undo-tokens.js';
import { CancelTokens } from '../src/catalog/alerts/cancel-tokens.js';
import { Prisma } from '../src/prisma/client.js';
import { createGuardedUser } from './factories/two-factor.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { subjects, type Owned } from './support/authorisation-subjects.js';
import { openApi } from './support/declared-answers.js';
import { startApp, type RunningApp } from './support/start-app.js';

const ROUTES = Object.entries(openApi.paths).flatMap(([path, operations]) =>
  Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
);

/** Reads that are the same for everybody. A new one is added here, and marked `@PublicRead()` or cached. */
const PUBLIC_READS = [
  'GET /api/products',
  'GET /api/products/{slug}',
  'GET /api/reviews/product/{productId}',
  'GET /api/shop',
  'GET /api/trade/sets',
  'GET /api/trade/sets/{id}/cards',
];

describe('what HTTP says of every route', () => {
  let shop: RunningApp;
  let owner: TestUser;
  let admin: TestUser;
  let owned: Owned;
  let links: Record<string, string>;
  beforeAll(async () => {
    shop = await startApp({ NODE_ENV: 'development', SEED_DEMO: 'false' });
    [owner, admin] = [await createUser(shop), await createAdmin(shop)];
    owned = await subjects(shop, owner);
    owned.ids.id = 'demo-set';
    const { id: userId } = await createGuardedUser(shop);
    const { enabledAt } = await shop.prisma.twoFactor.findUniqueOrThrow({ where: { userId } });
    const email = 'alert@example.test';
    await shop.prisma.stockAlert.create({ data: { email, productId: owned.ids.productId!, variantId: '' } });
    links = {
      '/api/2fa/undo': shop.app.get(UndoTokens).seal({ userId, enabledAt: enabledAt! }),
      '/api/products/notify-stock/cancel': shop.app.get(CancelTokens).seal(email),
    };
  });
  afterAll(() => shop.close());

  const pathOf = (template: string) => {
    const path = template.replace(/\{(\w+)\}/g, (_, name: string) => owned.ids[name]!);
    return links[template] ? `${path}?token=${links[template]}` : path;
  };

  describe('Cache-Control', () => {
    it.each(ROUTES)('%s', async (route) => {
      const [method, template] = route.split(' ') as [string, string];
      const path = method === 'GET' ? pathOf(template) : template.replace(/\{\w+\}/g, 'unknown');
      for (const auth of [{}, { Authorization: 'Bearer nonsense' }, owner.auth, admin.auth]) {
        const call = shop.http[method.toLowerCase() as 'get'](path).set(auth);
        const { status, headers } = await (method === 'GET' ? call : call.send({}));
        const isPublic = PUBLIC_READS.includes(route);
        expect([status, headers['cache-control']]).toEqual([status, isPublic ? 'no-cache' : 'no-store']);
        if (isPublic && status === 200) expect(headers.etag).toEqual(expect.any(String));
      }
    });

    it('is no-store for an unknown route and for a refused body', async () => {
      for (const request of [
        shop.http.get('/api/nothing').expect(404),
        shop.http.post('/api/auth/login').type('json').send('{').expect(400),
        shop.http.post('/api/auth/login').type('text/plain').send('a').expect(415),
      ])
        expect((await request).headers['cache-control']).toBe('no-store');
    });
  });

  describe('GET and HEAD change no row', () => {
    /** All rows of all tables, but the sessions' time of last use. */
    async function rows(): Promise<Record<string, unknown>> {
      const tables: Record<string, unknown> = {};
      for (const model of Object.values(Prisma.ModelName)) {
        const name = (model[0]!.toLowerCase() + model.slice(1)) as 'user';
        tables[model] = await shop.prisma[name].findMany();
      }
      return tables;
    }

    it.each(ROUTES.filter((route) => route.startsWith('GET ')))('%s', async (route) => {
      const before = await rows();
      const path = pathOf(route.split(' ')[1]!);
      for (const auth of [{}, owner.auth, admin.auth]) {
        await shop.http.head(path).set(auth);
        await shop.http.get(path).set(auth).redirects(0);
      }
      expect(await rows()).toEqual(before);
    });
  });
});
