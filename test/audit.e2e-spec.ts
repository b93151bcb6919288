import { createPromo } from './factories/promo.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { ADMIN_ACTS, CHANGES_NOTHING, type Desk } from './support/admin-acts.js';
import { differences, openApi } from './support/declared-answers.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
let admin: TestUser;
beforeAll(async () => {
  shop = await startApp();
  admin = await createAdmin(shop);
});
afterAll(() => shop.close());

describe('what an administrator changes', () => {
  const routes = Object.entries(openApi.paths)
    .filter(([path]) => path.startsWith('/api/admin'))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
    .filter((route) => !route.startsWith('GET '));

  it('is known for every route: one that is missing needs its act in support/admin-acts.ts', () => {
    expect([...Object.keys(ADMIN_ACTS), ...Object.keys(CHANGES_NOTHING)].sort()).toEqual(routes.sort());
  });

  it.each(Object.keys(ADMIN_ACTS))('%s leaves one row: who, what, before, after', async (route) => {
    const desk: Desk = {
      ...{ shop, admin },
      send: async (method, path, body = {}) => {
        const answer = await shop.http[method](`/api/admin/${path}`).set(admin.auth).send(body);
        expect({ status: answer.status, code: answer.body.code }).toEqual({ status: expect.any(Number) });
        return answer.body;
      },
    };
    const { action, subjectId, before, after } = await ADMIN_ACTS[route]!(desk);
    const rows = await shop.prisma.adminChange.findMany({ where: { subjectId } });
    expect(rows).toMatchObject([{ adminId: admin.id, action, before, after }]);
  });
});

describe('GET /api/admin/audit', () => {
  const get = (query = '', user = admin) => shop.http.get(`/api/admin/audit${query}`).set(user.auth);
  const actionsOf = async (query: string) =>
    (await get(query).expect(200)).body.changes.map(({ action }: { action: string }) => action);
  let other: TestUser;
  let promoId: string;

  beforeAll(async () => {
    await shop.prisma.adminChange.deleteMany();
    other = await createAdmin(shop);
    promoId = (await createPromo(shop.prisma, { value: 10 })).id;
    for (const value of [20, 30]) {
      await shop.http.put(`/api/admin/promos/${promoId}`).set(admin.auth).send({ value }).expect(200);
    }
    await shop.http.delete(`/api/admin/promos/${promoId}`).set(other.auth).expect(200);
    const rows = await shop.prisma.adminChange.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
    const days = ['2026-11-01T00:00:00.000Z', '2026-11-02T23:59:59.999Z', '2026-11-03T00:00:00.000Z'];
    const order = rows.toSorted((a, b) => Number(a.action === 'promo.delete') - Number(b.action === 'promo.delete'));
    for (const [index, { id }] of order.entries()) {
      await shop.prisma.adminChange.update({ where: { id }, data: { createdAt: new Date(days[index]!) } });
    }
  });

  it('answers 200 newest first: who, what, when, and only what changed', async () => {
    const { body } = await get().expect(200);
    expect(body.pagination).toEqual({ page: 1, limit: 1000, total: 3, pages: 1 });
    expect(body.changes[0]).toEqual({
      id: expect.any(String),
      admin: { id: other.id, username: other.username },
      action: 'promo.delete',
      subjectId: promoId,
      before: expect.objectContaining({ value: 30, type: 'PERCENTAGE' }),
      after: null,
      createdAt: '2026-11-03T00:00:00.000Z',
    });
    expect(body.changes[2]).toMatchObject({ before: { value: 10 }, after: { value: 20 } });
    expect(Object.keys(body.changes[2].before)).toEqual(['value']);
    expect(differences('GET /api/admin/audit', 200, body)).toEqual([]);
    expect((await get('?limit=2&page=2').expect(200)).body.changes).toEqual([body.changes[2]]);
  });

  it('finds by the beginning of the action, subject, administrator and time, both ends included', async () => {
    expect(await actionsOf('?action=promo.')).toHaveLength(3);
    expect(await actionsOf('?action=promo.d')).toEqual(['promo.delete']);
    expect(await actionsOf('?action=romo')).toEqual([]);
    expect(await actionsOf(`?subjectId=${promoId}&adminId=${other.id}`)).toEqual(['promo.delete']);
    expect(await actionsOf('?subjectId=unknown')).toEqual([]);
    expect(await actionsOf('?from=2026-11-03')).toEqual(['promo.delete']);
    expect(await actionsOf('?from=2026-11-01&to=2026-11-02')).toEqual(['promo.update', 'promo.update']);
    expect(await actionsOf('?to=2026-11-02T23:59:59.998Z')).toEqual(['promo.update']);
    expect(await actionsOf('?action=&subjectId=&adminId=&from=&to=')).toHaveLength(3);
  });

  it('says null for an account that is gone', async () => {
    await shop.prisma.user.delete({ where: { id: other.id } });
    const { changes } = (await get(`?adminId=${other.id}`).expect(200)).body;
    expect(changes).toMatchObject([{ admin: null, action: 'promo.delete' }]);
  });

  it.each(['from=2026-02-30', 'to=hier', 'from=2026-11-02&to=2026-11-01', 'action=%25', 'limit=1001', 'action[]=a'])(
    'answers 400 VALIDATION_ERROR to %s',
    async (query) => {
      expect((await get(`?${query}`).expect(400)).body.code).toBe('VALIDATION_ERROR');
    },
  );

  it('answers 401 to guests and 403 to customers', async () => {
    await shop.http.get('/api/admin/audit').expect(401);
    await get('', await createUser(shop)).expect(403);
  });
});
