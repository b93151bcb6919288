import { createProduct, createVariant } from '../factories/product.js';
import { createPromo } from '../factories/promo.js';
import { createAdmin, createUser } from '../factories/user.js';
import { mailsTo } from '../support/mails-to.js';
import { startSmtp, type SmtpMailbox } from '../support/smtp.js';
import { startApp, type RunningApp } from '../support/start-app.js';
import { STOREFRONT } from './browser-client.js';
import * as READS from './reads.js';
import { expectReads } from './reads.js';
import { decodeToken, expired, payOnPage, Visitor } from './visitor.js';

/*
 * The storefront's pages in the order in which a buyer comes to them, each with the calls that it makes. Numbers in
 * brackets are those of the storefront's requirements, section 2 of its contract.
 */

const BUYER = { email: 'camille@example.test', username: 'camille_d', password: 'Pikachu25' };

describe('a buyer at the storefront', () => {
  let shop: RunningApp;
  let smtp: SmtpMailbox;
  let buyer: Visitor;
  beforeAll(async () => {
    smtp = await startSmtp();
    shop = await startApp({ SMTP_URL: smtp.url, RATE_LIMIT_ENABLED: 'true' });
    buyer = new Visitor(shop);
    for (let n = 1; n <= 12; n++) {
      await createVariant(shop.prisma, { productId: (await createProduct(shop.prisma, { name: `Booster ${n}` })).id });
    }
    const [etb, figurine, classeur] = [
      await createProduct(shop.prisma, { name: 'Coffret Dracaufeu', slug: 'coffret-dracaufeu' }),
      await createProduct(shop.prisma, { name: 'Luffy', category: 'One Piece', images: undefined, description: null }),
      await createProduct(shop.prisma, { name: 'Classeur', category: 'Accessoires' }),
    ];
    await createVariant(shop.prisma, { productId: etb.id, id: 'etb-fr', priceCents: 5490, stock: 4 });
    await createVariant(shop.prisma, { productId: etb.id, language: 'EN', edition: null, priceCents: 4990, stock: 0 });
    await createVariant(shop.prisma, { productId: figurine.id, stock: 0 });
    await createVariant(shop.prisma, { productId: classeur.id, id: 'classeur', priceCents: 1990, stock: 9 });
    await createPromo(shop.prisma, { code: 'BIENVENUE', type: 'PERCENTAGE', value: 10 });
  });
  afterAll(async () => {
    await shop.close();
    await smtp.close();
  });

  const variantsOf = (products: { variants: { id: string; stock: number }[] }[]) =>
    products.flatMap(({ variants }) => variants);

  it('home: two lists, asked for before anybody is logged in, by GETs that preflight [15]', async () => {
    expect(await buyer.load()).toBeNull();
    const pokemon = await buyer.read('/products?category=Pok%C3%A9mon&limit=12');
    const onePiece = await buyer.read('/products?category=One%20Piece&limit=12');
    expectReads(pokemon, READS.PRODUCT_LIST);
    expectReads(onePiece, READS.PRODUCT_LIST);
    expect(pokemon.products).toHaveLength(12);
    expect(onePiece.products).toMatchObject([{ name: 'Luffy', image: null, images: [], outOfStock: true }]);
    expect(buyer.preflights).toContain('GET /api/products?category=One%20Piece&limit=12');
  });

  it('catalogue: all, page by page and by search, an empty query string too [3, 18]', async () => {
    expectReads(await buyer.read('/products?'), READS.PRODUCT_LIST);
    for (const limit of [200, 50]) {
      const all = await buyer.read(`/products?limit=${limit}`);
      expect(all.products).toHaveLength(15);
      expect(all.pagination).toEqual({ page: 1, limit, total: 15, pages: 1 });
    }
    const second = await buyer.read('/products?page=2&limit=12');
    expect(second.products).toHaveLength(3);
    expect(second.pagination.pages).toBe(2);
    const found = await buyer.read('/products?search=DRACAUFEU&limit=20');
    expect(found.products).toMatchObject([{ slug: 'coffret-dracaufeu' }]);
    expect((await buyer.read('/products?search=N%27s%20%25&limit=20')).products).toEqual([]);
    expect((await buyer.read('/products?category=Accessoires')).products).toMatchObject([{ name: 'Classeur' }]);
  });

  it('product page: product, reviews, can-review and the related [15, 18]', async () => {
    const { product } = await buyer.read('/products/coffret-dracaufeu');
    expectReads(product, READS.PRODUCT);
    expect(product).toMatchObject({ minPriceCents: 4990, outOfStock: false, variants: [{ language: 'EN' }, {}] });
    const reviews = await buyer.read(`/reviews/product/${product.id}`);
    expectReads(reviews, READS.REVIEW_LIST);
    expect(reviews.stats).toEqual({ averageRating: 0, totalReviews: 0 });
    expect(await buyer.refusal('GET', `/reviews/can-review/${product.id}`)).toBe('401 ACCESS_TOKEN_REQUIRED');
    expect((await buyer.read('/products?category=Pok%C3%A9mon&limit=5')).products).toHaveLength(5);
    expect(await buyer.refusal('GET', '/products/nulle-part')).toBe('404 PRODUCT_NOT_FOUND');
  });

  it('register and log in: every failure is JSON with a sentence; the token is one that atob reads [9]', async () => {
    expect(await buyer.refusal('POST', '/auth/register', { ...BUYER, password: 'court' })).toBe('400 VALIDATION_ERROR');
    await buyer.ok('POST', '/auth/register', { ...BUYER, firstName: 'Camille', lastName: '' });
    expect(await buyer.refusal('POST', '/auth/register', BUYER)).toBe('409 EMAIL_ALREADY_EXISTS');
    expect((await buyer.logIn(BUYER.email, 'Pikachu26')).body.code).toBe('INVALID_CREDENTIALS');
    const { body } = await buyer.logIn(BUYER.email, BUYER.password);
    expectReads(body, READS.LOGIN);
    const { email, username } = BUYER;
    expect(decodeToken(buyer.accessToken!)).toMatchObject({ userId: body.user.id, email, username, isAdmin: false });
  });

  it('reload: an expired token is renewed, and the refresh token stays good [2, 19]', async () => {
    expect(await buyer.load()).toMatchObject({ email: BUYER.email });
    const { refreshToken } = buyer;
    for (let day = 1; day <= 3; day++) {
      buyer.accessToken = expired(shop, buyer.accessToken!);
      expect(await buyer.refusal('GET', '/users/orders')).toBe('401 INVALID_TOKEN');
      expectReads(await buyer.load(), READS.PROFILE);
    }
    expect(buyer.refreshToken).toBe(refreshToken);
  });

  it('cart: the stock of up to 500 products, and the promo code [3, 20]', async () => {
    const { products, pagination } = await buyer.read('/products?limit=500');
    expect(pagination.limit).toBe(500);
    expect(variantsOf(products)).toContainEqual(expect.objectContaining({ id: 'etb-fr', stock: 4 }));
    const promo = await buyer.ok('POST', '/promo/validate', { code: 'bienvenue', totalCents: 12_970 });
    expect(promo).toMatchObject({ valid: true, discountCents: 1297 });
    const refused = await buyer.refusal('POST', '/promo/validate', { code: 'RIEN', totalCents: 12_970 });
    expect(refused).toBe('404 PROMO_NOT_FOUND');
  });

  const cart = {
    items: [
      { variantId: 'etb-fr', quantity: 2 },
      { variantId: 'classeur', quantity: 1 },
    ],
    customerEmail: BUYER.email,
    promoCode: 'BIENVENUE',
    successUrl: `${STOREFRONT}/checkout/success?sid={CHECKOUT_SESSION_ID}`,
    cancelUrl: `${STOREFRONT}/panier`,
    shipping: {
      ...{ fullName: 'Camille Durand', addressLine1: '12 rue des Lilas', addressLine2: '' },
      ...{ postalCode: '75011', city: 'Paris', country: 'France', phone: '' },
    },
    shippingMethodCode: 'COLISSIMO_HOME',
  };
  const key = { headers: { 'Idempotency-Key': 'cart-1' } };
  let url: string;
  let sid: string;

  it('checkout: 401 with an old token, then a checkout session; a repeated request gets the same one [10, 11]', async () => {
    const token = buyer.accessToken!;
    buyer.accessToken = expired(shop, token);
    expect(await buyer.refusal('POST', '/checkout/create-session', cart, key)).toBe('401 INVALID_TOKEN');
    await buyer.logIn(BUYER.email, BUYER.password);
    const first = await buyer.send('POST', '/checkout/create-session', { body: cart, ...key });
    expect(first).toMatchObject({ status: 201, body: { url: expect.stringMatching(/^http/) } });
    const again = await buyer.send('POST', '/checkout/create-session', { body: cart, ...key });
    expect(again).toMatchObject({ status: 200, body: { ...first.body, cached: true } });

    const withEmail = { ...cart, customerEmail: 'autre@example.test' };
    const other = await buyer.send('POST', '/checkout/create-session', { body: withEmail, ...key });
    expect(other.status).toBe(201);
    expect(other.body.sessionId).not.toBe(first.body.sessionId);
    const { body } = await buyer.send('POST', '/checkout/create-session', { body: cart, ...key });
    ({ url, sessionId: sid } = body as { url: string; sessionId: string });
  });

  it('checkout: 409 means stock and nothing else; another account’s key is another key [10, 11]', async () => {
    const other = new Visitor(shop);
    const account = await createUser(shop);
    await other.logIn(account.email, account.password);
    const theirs = await other.send('POST', '/checkout/create-session', { body: cart, ...key });
    expect(theirs.status).toBe(201);
    expect(theirs.body.sessionId).not.toBe(sid);
    const wants = (quantity: number) => ({ ...cart, items: [{ variantId: 'etb-fr', quantity }] });
    const open = (body: object) => other.refusal('POST', '/checkout/create-session', body);
    expect(await open(wants(3))).toBe('409 INSUFFICIENT_STOCK');
    expect(await open({ ...wants(1), promoCode: 'RIEN' })).toBe('400 PROMO_NOT_FOUND');
    expect(await open({ ...wants(1), shipping: { ...cart.shipping, country: 'Japon' } })).toBe(
      '400 COUNTRY_NOT_SERVED',
    );
    expect(await open({ ...wants(1), successUrl: 'http://localhost:5173.evil.example/' })).toBe(
      '400 INVALID_REDIRECT_URL',
    );
  });

  it('back from Stripe: the user’s own reservation does not count, and no payment is reported [12, 20]', async () => {
    const { products } = await buyer.read('/products?limit=500');
    expect(variantsOf(products)).toContainEqual(expect.objectContaining({ id: 'etb-fr', stock: 4 }));
    const verified = await buyer.refusal('GET', `/checkout/verify-session/${sid}`);
    expect(verified).toBe('400 PAYMENT_NOT_COMPLETED');
    expect(await buyer.refusal('GET', '/checkout/verify-session/rien')).toBe('400 INVALID_SESSION_ID');
  });

  let orderId: string;
  let orderNumber: string;

  it('payment and success page: the order’s number, with an old token and at each reload [9, 12]', async () => {
    await payOnPage(shop, url, 'decline');
    expect(await payOnPage(shop, url)).toBe(`${STOREFRONT}/checkout/success?sid=${sid}`);
    const token = buyer.accessToken!;
    buyer.accessToken = expired(shop, token);
    const body = await buyer.ok('GET', `/checkout/verify-session/${sid}`);
    expect(body).toMatchObject({ success: true, orderNumber: expect.stringMatching(/^BLVD-\d{8}-/) });
    ({ orderId, orderNumber } = body as { orderId: string; orderNumber: string });
    buyer.accessToken = token;
    expect(await buyer.ok('GET', `/checkout/verify-session/${sid}`)).toMatchObject({ orderId, alreadyCreated: true });
    const paid = await buyer.send('POST', '/checkout/create-session', { body: cart, ...key });
    expect(paid).toMatchObject({ status: 200, body: { url: `${STOREFRONT}/checkout/success?sid=${sid}` } });
  });

  it('orders and one order: six states, what was paid, by card [1, 4, 15, 16]', async () => {
    const list = await buyer.ok('GET', '/users/orders');
    expectReads(list, READS.OWN_ORDERS);
    expect(list.pagination).toEqual({ page: 1, limit: 200, total: 1, pages: 1 });
    const { order } = await buyer.ok('GET', `/users/orders/${orderId}`);
    expectReads(order, READS.OWN_ORDER);
    expect(order).toMatchObject({
      ...{ orderNumber, status: 'CONFIRMED', fulfillmentStatus: 'PAID', paymentMethod: 'card' },
      ...{ subtotalCents: 12_970, discountCents: 1297, shippingCost: 790, totalCents: 12_463 },
      billingAddress: { email: BUYER.email },
      shippingAddress: {
        name: 'Camille Durand',
        address: { line1: '12 rue des Lilas', line2: null, postal_code: '75011', city: 'Paris' },
      },
    });
    expect(list.orders).toMatchObject([{ id: orderId, totalCents: 12_463, status: 'CONFIRMED' }]);
    const { products } = await buyer.read('/products?limit=500');
    expect(variantsOf(products)).toContainEqual(expect.objectContaining({ id: 'etb-fr', stock: 2 }));
    expect(await buyer.refusal('GET', '/users/orders/inconnu')).toBe('404 ORDER_NOT_FOUND');
  });

  it('tracking from the mail: the token works with any login; without token and login it is asked once [16, 17]', async () => {
    const admin = new Visitor(shop);
    const account = await createAdmin(shop);
    await admin.logIn(account.email, account.password);
    const parcel = { carrier: 'COLISSIMO', trackingNumber: '6A12345678901', note: '' };
    await admin.ok('POST', `/admin/orders/${orderId}/ship`, parcel);

    const texts = (await mailsTo(shop, smtp, BUYER.email)).map(({ text }) => text);
    const links = texts.flatMap(
      (text) => /http:\/\/localhost:5173\/order-tracking\/([\w-]+)(\?token=\S+)/.exec(text) ?? [],
    );
    const [, id, query] = links;
    expect(id).toBe(orderId);
    expect(await buyer.refusal('GET', `/orders/${id}`, undefined, { anonymous: true })).toBe('401 ORDER_ACCESS_DENIED');
    const stranger = new Visitor(shop);
    stranger.accessToken = (await createUser(shop)).token;
    for (const visitor of [buyer, stranger, new Visitor(shop)]) {
      const { order, access } = await visitor.ok('GET', `/orders/${id}${query}`);
      expect(access).toBe('token');
      expectReads(order, READS.TRACKED);
      expect(order).toMatchObject({
        ...{ orderNumber, status: 'SHIPPED', fulfillmentStatus: 'SHIPPED' },
        trackingUrl: 'https://www.laposte.fr/outils/suivre-vos-envois?code=6A12345678901',
        events: [{ type: 'CREATED' }, { type: 'PAID' }, { type: 'SHIPPED' }],
      });
    }
    stranger.accessToken = expired(shop, stranger.accessToken);
    expect((await stranger.ok('GET', `/orders/${id}${query}`)).access).toBe('token');
    expect((await buyer.ok('GET', `/orders/${id}`)).access).toBe('owner');
    expect((await buyer.ok('GET', `/orders/${id}?token=faux`)).access).toBe('owner');
    const forged = await buyer.refusal('GET', `/orders/${id}?token=faux`, undefined, { anonymous: true });
    expect(forged).toBe('401 INVALID_TRACKING_TOKEN');
  });
});
