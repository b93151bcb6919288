import { cartOf, shipping } from './factories/cart.js';
import { createProduct, createVariant } from './factories/product.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { paySession } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('other spellings of a text', () => {
  let shop: RunningApp;
  let admin: TestUser;
  beforeAll(async () => {
    shop = await startApp();
    admin = await createAdmin(shop);
  });
  afterAll(() => shop.close());

  const listed = async (path: string, list: string, by?: TestUser): Promise<string[]> => {
    const { body } = await shop.http
      .get(`/api/${path}`)
      .set(by?.auth ?? {})
      .expect(200);
    return body[list].map(({ id }: { id: string }) => id);
  };
  const products = (search: string) => listed(`products?search=${encodeURIComponent(search)}`, 'products');
  const users = (search: string) => listed(`admin/users?search=${encodeURIComponent(search)}`, 'users', admin);
  const orders = (search: string) => listed(`admin/orders?search=${encodeURIComponent(search)}`, 'orders', admin);

  describe('GET /api/products?search=', () => {
    it.each([
      ['Coffret X\u00a0: Écarlate', ['x : ecarlate', 'x:ecarlate', 'X  :\tÉCARLATE', 'x\u202f: écarlate']],
      ['Porygon‑Z', ['porygon-z', 'porygon z', 'PORYGON–Z', 'porygon−z', 'Porygon‑Z']],
      ['L‘Éveil', ["l'eveil", 'l’éveil', 'LʼEVEIL', 'l´eveil']],
      ['ＥＸ１５１', ['ex151', 'EX１５１']],
      ['Rare “Or”', ['rare "or"', 'rare «or»', 'RARE „or‟']],
    ])('finds %s', async (name, searches) => {
      const { id } = await createProduct(shop.prisma, { name });
      for (const search of searches) expect([search, await products(search)]).toEqual([search, [id]]);
    });

    it('takes % and _ for what they are, in whatever width', async () => {
      const { id } = await createProduct(shop.prisma, { name: 'Remise 100 % _brute_' });
      for (const search of ['100 %', '％', '_brute_', '＿']) expect(await products(search)).toEqual([id]);
      expect(await products('1%0')).toEqual([]);
    });
  });

  it('GET /api/admin/users?search= › finds names with any apostrophe, and what they were changed to', async () => {
    const user = await createUser(shop, { firstName: 'Sinéad', lastName: 'O’Connor' });
    for (const search of ["O'Connor", 'o’connor', 'OʼCONNOR', 'sinead o‘c'])
      expect(await users(search)).toEqual([user.id]);
    await shop.http.put('/api/users/profile').set(user.auth).send({ lastName: 'D‘Arc‑Dupont' }).expect(200);
    expect(await users("o'connor")).toEqual([]);
    expect(await users("sinead d'arc-dupont")).toEqual([user.id]);
    expect(await users('%')).toEqual([]);
  });

  describe('GET /api/admin/orders?search=', () => {
    const buyAs = async (customerEmail: string, fullName: string, user?: TestUser): Promise<string> => {
      const { id: variantId } = await createVariant(shop.prisma);
      const cart = { ...cartOf([{ variantId, quantity: 1 }]), customerEmail, shipping: { ...shipping, fullName } };
      const { body } = await shop.http
        .post('/api/checkout/create-session')
        .set(user?.auth ?? {})
        .send(cart)
        .expect(201);
      await paySession(shop, body.sessionId);
      const { id } = await shop.prisma.order.findUniqueOrThrow({ where: { stripeSessionId: body.sessionId } });
      return id;
    };
    const ship = (id: string, trackingNumber: string) =>
      shop.http
        .post(`/api/admin/orders/${id}/ship`)
        .set(admin.auth)
        .send({ carrier: 'COLISSIMO', trackingNumber })
        .expect(200);

    it('finds a guest’s order by e-mail, name, tracking number and order number', async () => {
      const id = await buyAs('zoë@café.example', 'Zoë L‘Hôte');
      await ship(id, '6A 1234‑5678');
      const { orderNumber } = await shop.prisma.order.findUniqueOrThrow({ where: { id } });
      const searches = ['zoe@cafe.example', 'ZOË@xn--caf-dma.example', "zoe l'hote", '6a 1234-5678'];
      for (const search of [...searches, orderNumber.toLowerCase().replaceAll('-', '‑')])
        expect([search, await orders(search)]).toEqual([search, [id]]);
      const corrected = { status: 'SHIPPED', trackingNumber: '8R_1' };
      await shop.http.patch(`/api/admin/orders/${id}/status`).set(admin.auth).send(corrected).expect(200);
      expect(await orders('6a 1234-5678')).toEqual([]);
      expect(await orders('8r_1')).toEqual([id]);
    });

    it('finds an account’s order by the account’s name as well, and by nothing once the account is gone', async () => {
      const user = await createUser(shop, { firstName: 'Régis', lastName: 'Ondine' });
      const id = await buyAs('regis@exemple.test', 'Facture Verte', user);
      for (const search of ['regis ondine', user.username, user.email, 'facture verte', 'regis@exemple.test'])
        expect([search, await orders(search)]).toEqual([search, [id]]);
      const body = { password: user.password, confirmation: 'SUPPRIMER MON COMPTE' };
      await shop.http.delete('/api/gdpr/delete-now').set(user.auth).send(body).expect(200);
      expect(await orders('regis@exemple.test')).toEqual([]);
      // Until it is sent somebody has to know where to.
      expect(await orders('facture verte')).toEqual([id]);
      await ship(id, '9L1');
      expect(await orders('facture verte')).toEqual([]);
      expect(await orders('9l1')).toEqual([id]);
    });
  });

  describe('a country', () => {
    it.each([
      ['fr', 'FR'],
      ['UK', 'GB'],
      ['Deutschland', 'DE'],
      ['España', 'ES'],
      ['PAYS‑BAS', 'NL'],
      ['Lëtzebuerg', 'LU'],
    ])('is stored as typed, %s, with the code %s', async (country, countryCode) => {
      const user = await createUser(shop);
      const put = shop.http.put('/api/users/profile/extended').set(user.auth).send({ country });
      expect((await put.expect(200)).body.profile).toMatchObject({ country, countryCode });

      const { id: variantId } = await createVariant(shop.prisma);
      const cart = { ...cartOf([{ variantId, quantity: 1 }]), shipping: { ...shipping, country } };
      const { body } = await shop.http.post('/api/checkout/create-session').set(user.auth).send(cart).expect(201);
      await paySession(shop, body.sessionId);
      const { orders: own } = (await shop.http.get('/api/users/orders').set(user.auth).expect(200)).body;
      expect(own[0].shippingAddress.address).toMatchObject({ country, countryCode });
    });

    it('has no code when it is unknown, and loses it with the country', async () => {
      const user = await createUser(shop);
      const put = async (change: object) =>
        (await shop.http.put('/api/users/profile/extended').set(user.auth).send(change).expect(200)).body.profile;
      expect(await put({ country: 'Terre du Milieu' })).toMatchObject({
        country: 'Terre du Milieu',
        countryCode: null,
      });
      expect(await put({ country: 'Japon' })).toMatchObject({ countryCode: 'JP' });
      expect(await put({ city: 'Kyoto' })).toMatchObject({ countryCode: 'JP' });
      expect(await put({ country: '' })).toMatchObject({ country: null, countryCode: null });
    });

    it.each(['Japon', 'Terre du Milieu', 'US'])('that we do not send to, %s, is 400 at checkout', async (country) => {
      const { id: variantId } = await createVariant(shop.prisma);
      const cart = { ...cartOf([{ variantId, quantity: 1 }]), shipping: { ...shipping, country } };
      const { body } = await shop.http.post('/api/checkout/create-session').send(cart).expect(400);
      expect(body.code).toBe('COUNTRY_NOT_SERVED');
    });
  });

  it.each(['06.12.34.56.78', '+33 (0)6 12-34-56-78', '06/12/34/56/78'])(
    'a phone number, %s, is taken everywhere',
    async (phone) => {
      const user = await createUser(shop);
      await shop.http.put('/api/users/profile/extended').set(user.auth).send({ phone }).expect(200);
      const { id: variantId } = await createVariant(shop.prisma);
      const cart = { ...cartOf([{ variantId, quantity: 1 }]), shipping: { ...shipping, phone } };
      await shop.http.post('/api/checkout/create-session').set(user.auth).send(cart).expect(201);
    },
  );

  it.each(['non', '0612345678x', '+'.repeat(2), '1'.repeat(31)])(
    'a phone number, %s, is refused everywhere',
    async (phone) => {
      const user = await createUser(shop);
      const put = shop.http.put('/api/users/profile/extended').set(user.auth).send({ phone });
      expect((await put.expect(400)).body.details[0].path).toBe('phone');
      const { id: variantId } = await createVariant(shop.prisma);
      const cart = { ...cartOf([{ variantId, quantity: 1 }]), shipping: { ...shipping, phone } };
      const post = shop.http.post('/api/checkout/create-session').set(user.auth).send(cart);
      expect((await post.expect(400)).body.details[0].path).toBe('shipping.phone');
    },
  );
});

const ASCII = 'marie@xn--caf-dma.example';
const FORMS = [
  'marie@café.example',
  ' Marie@CAFÉ.example',
  'ｍarie＠ｃａｆé．ｅｘａｍｐｌｅ',
  'marie@XN--CAF-DMA.example',
  ASCII,
];
const PASSWORD = 'Pikachu25';

describe('an address of a mailbox in several forms', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp();
  });
  afterAll(() => shop.close());
  afterEach(() => shop.prisma.user.deleteMany({ where: { email: ASCII } }));

  const post = (path: string, body: object, by?: TestUser) =>
    shop.http
      .post(`/api/${path}`)
      .set(by?.auth ?? {})
      .send(body);
  const register = (email: string, username: string) => post('auth/register', { email, username, password: PASSWORD });

  it('POST /api/auth/register › makes one account of it, also for several at once', async () => {
    const answers = await Promise.all(FORMS.map((email, index) => register(email, `marie-${index}`)));
    const codes = answers.map(({ status, body }) => (status === 201 ? body.user.email : body.code)).sort();
    expect(codes).toEqual([...FORMS.slice(1).map(() => 'EMAIL_ALREADY_EXISTS'), ASCII]);
    expect(await shop.prisma.user.count({ where: { email: { contains: 'caf' } } })).toBe(1);
  });

  it.each(FORMS)('POST /api/auth/login › lets its owner in as %s', async (email) => {
    const user = await createUser(shop, { email: ASCII });
    const { body } = await post('auth/login', { email, password: user.password }).expect(200);
    expect(body.user.id).toBe(user.id);
  });

  it('POST /api/auth/forgot-password › mails its account', async () => {
    const { id } = await createUser(shop, { email: ASCII });
    for (const email of FORMS) await post('auth/forgot-password', { email }).expect(200);
    expect(await shop.prisma.accountToken.count({ where: { userId: id, purpose: 'RESET_PASSWORD' } })).not.toBe(0);
  });

  it('POST /api/products/notify-stock › keeps one entry, which goes with the account', async () => {
    const user = await createUser(shop, { email: ASCII });
    const { productId } = await createVariant(shop.prisma, { stock: 0 });
    for (const email of FORMS) await post('products/notify-stock', { email, productId }).expect(201);
    expect(await shop.prisma.stockAlert.findMany({ select: { email: true } })).toEqual([{ email: ASCII }]);
    await shop.http
      .delete('/api/gdpr/delete-now')
      .set(user.auth)
      .send({ password: user.password, confirmation: 'SUPPRIMER MON COMPTE' })
      .expect(200);
    expect(await shop.prisma.stockAlert.count()).toBe(0);
  });

  it('POST /api/contact › answers the sender automatically where it is the account’s own', async () => {
    const user = await createUser(shop, { email: ASCII, isVerified: true });
    const form = { name: 'Marie', email: FORMS[0], subject: 'Bonjour', message: 'Une question sur ma commande' };
    await post('contact', form, user).expect(200);
    expect(await shop.prisma.outboxMail.count({ where: { subjectId: user.id } })).toBe(2);
  });

  it('POST /api/checkout/create-session › writes it in one form into the order', async () => {
    const { id: variantId } = await createVariant(shop.prisma);
    const cart = { ...cartOf([{ variantId, quantity: 1 }]), customerEmail: FORMS[1] };
    const { body } = await post('checkout/create-session', cart).expect(201);
    await paySession(shop, body.sessionId);
    const order = await shop.prisma.order.findUniqueOrThrow({ where: { stripeSessionId: body.sessionId } });
    expect(order.billingAddress).toMatchObject({ email: ASCII });
  });
});

describe('an address that the mailer would not write to', () => {
  let shop: RunningApp;
  let user: TestUser;
  beforeAll(async () => {
    shop = await startApp();
    user = await createUser(shop);
  });
  afterAll(() => shop.close());

  const FORMS_WITH_EMAIL: [string, string, (email: string) => object | Promise<object>][] = [
    ['auth/register', 'email', (email) => ({ email, username: 'pikachu', password: PASSWORD })],
    ['auth/forgot-password', 'email', (email) => ({ email })],
    ['contact', 'email', (email) => ({ name: 'Marie', email, subject: 'Bonjour', message: 'Une question simple' })],
    ['products/notify-stock', 'email', (email) => ({ email, productId: 'x' })],
    [
      'checkout/create-session',
      'customerEmail',
      async (customerEmail) => {
        const { id: variantId } = await createVariant(shop.prisma);
        return { ...cartOf([{ variantId, quantity: 1 }]), customerEmail };
      },
    ],
  ];

  it.each(FORMS_WITH_EMAIL)('POST /api/%s › answers 400 and writes nothing', async (path, field, bodyWith) => {
    for (const email of [
      '"a b"@example.com',
      '"ab"@example.com',
      'a\u2003b@example.com',
      `${'a'.repeat(90_000)}@b.fr`,
    ]) {
      const { status, body } = await shop.http
        .post(`/api/${path}`)
        .set(user.auth)
        .send(await bodyWith(email));
      expect({ status, code: body.code, path: body.details?.[0].path }).toEqual({
        status: 400,
        code: 'VALIDATION_ERROR',
        path: field,
      });
    }
    expect(await shop.prisma.user.count()).toBe(1);
    expect(await shop.prisma.checkoutSession.count()).toBe(0);
    expect(await shop.prisma.outboxMail.count()).toBe(0);
  });
});
