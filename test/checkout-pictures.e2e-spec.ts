import { cartOf } from './factories/cart.js';
import { createVariant } from './factories/product.js';
import { createAdmin } from './factories/user.js';
import { clearFaults, paySession, plantFault, stripeFor } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
beforeAll(async () => {
  shop = await startApp({ API_PUBLIC_URL: 'https://api.boulevardtcg.example' });
});
afterEach(() => clearFaults(shop));
afterAll(() => shop.close());

const SESSIONS = { method: 'POST', path: '/v1/checkout/sessions' } as const;

/** A cart with one line for each picture, as the catalogue has it. */
async function cartWith(...pictures: string[]) {
  const items = [];
  for (const url of pictures) {
    const { id, productId } = await createVariant(shop.prisma);
    await shop.prisma.productImage.updateMany({ where: { productId }, data: { url } });
    items.push({ variantId: id, quantity: 1 });
  }
  return cartOf(items);
}

/** Sends a new key, as the same cart with the same key is a replay. */
const open = (cart: Awaited<ReturnType<typeof cartWith>>, status = 201) =>
  shop.http
    .post('/api/checkout/create-session')
    .set('Idempotency-Key', cart.items[0]!.variantId)
    .send(cart)
    .expect(status);

/** Of each line, the shipping's last. */
async function picturesOf(sessionId: string): Promise<string[][]> {
  const expand = ['data.price.product'];
  const { data } = await stripeFor(shop).checkout.sessions.listLineItems(sessionId, { expand });
  return data.map(({ price }) => (price!.product as { images: string[] }).images);
}

describe('POST /checkout/create-session › pictures', () => {
  it('leaves out those that Stripe would refuse, and answers 201', async () => {
    const cart = await cartWith(
      'https://cdn.example.com:84430/carte.png',
      'http://999.1.1.1/carte.png',
      '/img/carte.png',
      `https://cdn.example.com/${'é'.repeat(400)}.png`,
      'https://cdn.example.com/é.png',
      '/uploads/carte.webp',
    );
    const { body } = await open(cart);
    expect(await picturesOf(body.sessionId as string)).toEqual([
      [],
      [],
      [],
      [],
      ['https://cdn.example.com/%C3%A9.png'],
      ['https://api.boulevardtcg.example/uploads/carte.webp'],
      [],
    ]);
  });

  it('opens a page without pictures when Stripe refuses one all the same; it can be paid', async () => {
    const cart = await cartWith('https://cdn.example.com/carte.png');
    await plantFault(shop, { match: SESSIONS, kind: 'refuse', status: 400, code: 'url_invalid' });
    const { body } = await open(cart);
    const sessionId = body.sessionId as string;
    expect(await picturesOf(sessionId)).toEqual([[], []]);
    expect((await open(cart, 200)).body).toMatchObject({ sessionId, cached: true });
    await paySession(shop, sessionId);
    await shop.http.get(`/api/checkout/verify-session/${sessionId}`).expect(200);
  });

  it('answers 503 when Stripe refuses the page without pictures as well', async () => {
    const cart = await cartWith('https://cdn.example.com/carte.png');
    await plantFault(shop, { match: SESSIONS, kind: 'refuse', status: 400, code: 'url_invalid', times: 2 });
    expect((await open(cart, 503)).body.code).toBe('PAYMENT_UNAVAILABLE');
    expect(await shop.prisma.stockReservation.count({ where: { variantId: cart.items[0]!.variantId } })).toBe(0);
  });
});

it('PUT /admin/products/:productId answers 400 for such a picture and leaves the product as it was', async () => {
  const { auth } = await createAdmin(shop);
  const { productId } = await createVariant(shop.prisma);
  const images = [{ url: 'https://cdn.example.com:84430/carte.png' }];
  const { body } = await shop.http.put(`/api/admin/products/${productId}`).set(auth).send({ images }).expect(400);
  expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path: 'images.0.url' }] });
  const kept = await shop.prisma.productImage.findMany({ where: { productId } });
  expect(kept).toMatchObject([{ url: expect.stringMatching(/^\/img\//) }]);
});
