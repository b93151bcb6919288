import { expectConsistent } from '../support/consistency.js';
import { orderDesk, type OrderDesk } from '../support/order-desk.js';
import { startApp, type RunningApp } from '../support/start-app.js';
import { insertAccounts, PASSWORD } from './accounts.js';
import { insertCatalogue } from './catalogue.js';
import { createEarlierShop, type EarlierShop } from './earlier-shop.js';
import type { Row } from './open-sql.js';
import { insertOrders } from './orders.js';

/** What this version changes in rows of the version before, by table, id and column. All else stays as it was. */
const CHANGED: Record<string, Record<string, (row: Row) => Row>> = {
  User: {
    marie: () => ({ email: 'marie@xn--caf-dma.example' }),
    marie2: () => ({ email: 'marie2@doublon.invalid', isVerified: 0 }),
    marie3: () => ({ email: 'marie3@doublon.invalid', isVerified: 0 }),
    jose: () => ({ email: 'josé@xn--maana-pta.example' }),
  },
  Product: {
    ecarlate: () => ({ searchText: 'coffret x ecarlate\n' }),
    porygon: () => ({ searchText: 'porygon z\n' }),
    eveil: () => ({ searchText: 'l eveil\nle reveil de l ete' }),
    ex151: () => ({ searchText: 'ex151\n' }),
  },
  Promo: { 'promo-spaces': () => ({ code: 'NOËL25' }) },
  StockAlert: { 'a-3': () => ({ email: 'josé@xn--maana-pta.example' }) },
  Order: {
    o1: (row) => ({ ...withCode(row, 'shippingAddress', 'FR'), ...withCode(row, 'billingAddress', 'FR') }),
    o2: (row) => ({ ...withCode(row, 'shippingAddress', 'DE'), ...withCode(row, 'billingAddress', 'DE') }),
  },
};

/** Rows that say the same as another one by now. */
const MERGED: Record<string, string[]> = { StockAlert: ['a-1'] };

function withCode(row: Row, column: string, countryCode: string): Row {
  const stored = row[column] as { address: object };
  return { [column]: { ...stored, address: { ...stored.address, countryCode } } };
}

const collected = { userId: 'camille', cardName: 'Mew', quantity: 2, updatedAt: new Date('2026-03-01T00:00:00Z') };
const COLLECTION: Row[] = [
  { ...collected, id: 'l-none', cardId: 'swsh3-1' },
  { ...collected, id: 'l-both', cardId: 'swsh3-2', language: 'fr', condition: 'Bon', notes: 'Échangée' },
];
const WAITING_EVENT: Row = {
  id: 'evt_waiting',
  type: 'refund.created',
  objectId: 're_early',
  status: 'WAITING',
  payload: JSON.stringify({ id: 'evt_waiting', data: { object: { id: 're_early', payment_intent: 'pi_early' } } }),
  nextAttemptAt: new Date('2026-03-20T10:00:00Z'),
  createdAt: new Date('2026-03-20T10:00:00Z'),
};

describe('an upgrade from the version before', () => {
  let earlier: EarlierShop;
  let before: Record<string, Row[]>;
  let after: Record<string, Row[]>;
  let shop: RunningApp;
  let admin: Awaited<ReturnType<typeof logIn>>;
  let desk: OrderDesk;
  beforeAll(async () => {
    earlier = await createEarlierShop();
    await insertAccounts(earlier);
    await insertCatalogue(earlier);
    await insertOrders(earlier);
    await earlier.insert('CollectionItem', COLLECTION);
    await earlier.insert('StripeEvent', [WAITING_EVENT]);
    before = await earlier.rows();
    shop = await startApp({}, earlier.dataDir);
    after = await earlier.rows();
    admin = await logIn('chef@boulevard.example');
    desk = orderDesk(shop, admin);
  });
  afterAll(async () => {
    await shop.close();
    await earlier.remove();
  });

  it('keeps every row and every value but those that it is there to change', () => {
    for (const [table, rows] of Object.entries(before)) {
      const left = rows.filter(({ id }) => !MERGED[table]?.includes(String(id)));
      const expected = left.map((row) => ({ ...row, ...CHANGED[table]?.[String(row.id)]?.(row) }));
      const ids = new Set(rows.map(({ id }) => id));
      const kept = after[table]!.filter(({ id }) => table !== 'AdminChange' || ids.has(id));
      expect({ table, rows: kept }).toEqual({ table, rows: expected });
    }
  });

  it('leaves consistent data', () => expectConsistent(shop));

  async function logIn(email: string) {
    const { body } = await shop.http.post('/api/auth/login').send({ email, password: PASSWORD });
    return { id: body.user?.id as string | undefined, auth: { Authorization: `Bearer ${body.accessToken}` } };
  }

  it('leaves a mailbox to its oldest account, and the others under an address of no mailbox', async () => {
    for (const email of ['marie@café.example', 'marie@xn--caf-dma.example', 'ｍarie@café.example'])
      expect((await logIn(email)).id).toBe('marie');
    for (const id of ['marie2', 'marie3']) expect((await logIn(`${id}@doublon.invalid`)).id).toBe(id);
    const { changes } = (await desk.get('audit?action=user.address-taken')).body;
    const taken = changes.map(({ subjectId, admin, before, after }: Row) => ({ subjectId, admin, before, after }));
    expect(taken).toHaveLength(2);
    expect(taken).toContainEqual({
      ...{ subjectId: 'marie2', admin: null, before: { email: 'marie@xn--caf-dma.example' } },
      after: { email: 'marie2@doublon.invalid', olderAccount: 'marie' },
    });
  });

  it('knows which second factors were enabled at an address that was not verified', async () => {
    const unproven = await shop.prisma.twoFactor.findMany({ where: { enabledUnproven: true } });
    expect(unproven.map(({ userId }) => userId)).toEqual(['flora']);
  });

  it('knows its countries', async () => {
    const codes = await shop.prisma.profile.findMany({
      select: { id: true, countryCode: true },
      orderBy: { id: 'asc' },
    });
    expect(codes.map(({ countryCode }) => countryCode)).toEqual(['FR', null, null, 'DE']);
  });

  it('finds what it has, however it is typed', async () => {
    const found = async (list: string, search: string) =>
      (await desk.get(`${list}?search=${encodeURIComponent(search)}`)).body[list]
        .map(({ id }: { id: string }) => id)
        .sort();
    for (const [search, id] of [
      ['x : ecarlate', 'ecarlate'],
      ['porygon-z', 'porygon'],
      ["l'eveil", 'eveil'],
      ['ex151', 'ex151'],
    ] as const)
      expect(await found('products', search)).toEqual([id]);
    for (const search of ["o'connor", 'O’Connor', 'camille@example.com']) {
      expect(await found('users', search)).toEqual(['camille']);
      expect(await found('orders', search)).toEqual(['o1']);
    }
    for (const search of ['zoë@café.example', 'ZOE@XN--CAF-DMA', 'zoe l’hote', '6a12345', 'BLVD‑20260312'])
      expect(await found('orders', search)).toEqual(['o2']);
    expect(await found('users', 'peña-nunez')).toEqual(['jose']);
    expect(await found('orders', '%')).toEqual([]);
  });

  it('lets its people in, and shows its orders and figures', async () => {
    expect((await desk.get('orders')).body.pagination.total).toBe(7);
    const { stats } = (await desk.get('dashboard')).body;
    expect(stats).toMatchObject({
      orders: { total: 7 },
      users: { total: 7 },
      products: { total: 4 },
      revenue: { total: 22010 },
    });
  });

  describe('orders', () => {
    afterEach(() => expectConsistent(shop));

    it('lines keep the name they were stored under', async () => {
      const { body } = await desk.get('orders/o1');
      expect(body.order.items).toMatchObject([{ variantName: 'Standard', language: null, edition: null, sku: null }]);
    });

    it('the sales report has the days of Paris, and units net of returns', async () => {
      const { body } = await desk.get('reports/sales?startDate=2026-03-01&endDate=2026-03-31');
      // Made at 23:30 in Paris; those of the 15th and 16th were refunded as a whole.
      expect(body.sales.map(({ period, items }: { period: string; items: number }) => [period, items])).toEqual([
        ['2026-03-11', 2],
        ['2026-03-12', 1],
        ['2026-03-13', 1],
        ['2026-03-14', 1],
        ['2026-03-17', 1],
      ]);
      expect(body.total.revenue).toBe((await desk.get('dashboard')).body.stats.revenue.total);
    });

    it('the unit that is out of a partly refunded order comes back once', async () => {
      const back = { lines: [{ orderItemId: 'o4-01', quantity: 1 }], restock: true, amountCents: 0 };
      await desk.give('o4', back).expect(201);
      expect((await desk.give('o4', back).expect(400)).body.code).toBe('REFUND_TOO_LARGE');
      // What was sold out never left.
      const never = { lines: [{ orderItemId: 'o6-01', quantity: 1 }], restock: true };
      expect((await desk.give('o6', never).expect(400)).body.code).toBe('REFUND_TOO_LARGE');
    });

    it('an event that waits is found by its payment', async () => {
      const event = await shop.prisma.stripeEvent.findUniqueOrThrow({ where: { id: 'evt_waiting' } });
      expect(event.paymentIntentId).toBe('pi_early');
    });
  });

  it('collections keep their lines and merge equal ones; another language stays a separate line', async () => {
    const { auth } = await logIn('camille@example.com');
    const add = async (given: object) =>
      (
        await shop.http
          .post('/api/collection')
          .set(auth)
          .send({ cardName: 'Mew', ...given })
          .expect(201)
      ).body.item;
    expect(await add({ cardId: 'swsh3-1' })).toMatchObject({ id: 'l-none', quantity: 3 });
    expect(await add({ cardId: 'swsh3-2', language: 'fr', condition: 'Bon' })).toMatchObject({
      id: 'l-both',
      quantity: 3,
    });
    expect(await add({ cardId: 'swsh3-2', language: 'en' })).toMatchObject({ quantity: 1, notes: null });
    const { body } = await shop.http.get('/api/collection').set(auth).expect(200);
    expect(body.stats).toEqual({ totalCards: 7, uniqueCards: 2 });
  });

  it('variants keep a SKU that they share and can be changed; a further variant does not get it', async () => {
    const put = (body: object) => shop.http.put('/api/admin/products/ecarlate').set(admin.auth).send(body);
    const { body } = await shop.http.get('/api/admin/products').set(admin.auth).expect(200);
    const { variants } = body.products.find(({ id }: { id: string }) => id === 'ecarlate');
    const answer = await put({ variants }).expect(200);
    const skus = answer.body.product.variants.map((variant: { id: string; sku: string | null }) => [
      variant.id,
      variant.sku,
    ]);
    expect(new Map(skus)).toEqual(
      new Map([
        ['v-fr', 'SKU-1'],
        ['v-en', 'SKU-1'],
        ['v-jp', null],
      ]),
    );
    const further = { name: 'Standard', priceCents: 990, sku: 'sku-1' };
    const refused = await put({ variants: [...variants, further] }).expect(409);
    expect(refused.body.code).toBe('SKU_ALREADY_EXISTS');
  });
});
