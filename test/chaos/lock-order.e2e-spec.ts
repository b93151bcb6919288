import { cartOf } from '../factories/cart.js';
import { createVariant } from '../factories/product.js';
import { createPromo } from '../factories/promo.js';
import { createAdmin, createUser } from '../factories/user.js';
import { expectConsistent } from '../support/consistency.js';
import { paySession } from '../support/sandbox.js';
import { startApp, type RunningApp } from '../support/start-app.js';

let shop: RunningApp;
beforeAll(async () => {
  shop = await startApp();
});
afterAll(() => shop.close());

/** `npm run test:chaos` asks for the long form. */
const LONG = process.env.CHAOS === '1';
const ROUNDS = LONG ? 20 : 6;
const BUYERS = LONG ? 12 : 4;

/** Each test provokes a deadlock if a transaction takes its locks in another order. */
describe('concurrent transactions never deadlock', () => {
  it('when accounts swap their promo codes', async () => {
    const codes = [(await createPromo(shop.prisma)).code, (await createPromo(shop.prisma)).code];
    const users = await Promise.all(Array.from({ length: 6 }, () => createUser(shop)));
    const variants = await Promise.all(users.map(() => createVariant(shop.prisma, { stock: 1000 })));
    for (let round = 0; round < ROUNDS; round++) {
      const answers = await Promise.all(
        users.map(async (user, index) =>
          shop.http
            .post('/api/checkout/create-session')
            .set(user.auth)
            .send({
              ...cartOf([{ variantId: variants[index]!.id, quantity: 1 }]),
              promoCode: codes[(index + round) % 2],
            }),
        ),
      );
      expect(answers.map(({ status, body }) => `${status} ${body.code ?? ''}`)).toEqual(users.map(() => '201 '));
    }
    const promos = await shop.prisma.promo.findMany({ orderBy: { code: 'asc' }, select: { reservedCount: true } });
    expect(promos).toEqual([{ reservedCount: 3 }, { reservedCount: 3 }]);
  });

  it('when carts name the same articles in different orders, are paid, refunded and counted', async () => {
    const admin = await createAdmin(shop);
    const variants = await Promise.all(Array.from({ length: 4 }, () => createVariant(shop.prisma, { stock: 1000 })));
    const ids = variants.map(({ id }) => id);
    const statuses: number[] = [];
    const turned = (by: number) => [...ids.slice(by), ...ids.slice(0, by)];
    await Promise.all(
      Array.from({ length: BUYERS }, async (_, buyer) => {
        const order = buyer % 2 ? turned(buyer % 4) : turned(buyer % 4).toReversed();
        for (let round = 0; round < 2; round++) {
          const { status, body } = await shop.http
            .post('/api/checkout/create-session')
            .send(cartOf(order.map((variantId) => ({ variantId, quantity: 1 }))));
          statuses.push(status);
          const { events } = await paySession(shop, body.sessionId as string, { delivery: 'twice' });
          statuses.push(...events.flatMap(({ deliveries }) => deliveries.map((delivery) => delivery.status ?? 0)));
          const made = await shop.prisma.order.findUniqueOrThrow({
            where: { stripeSessionId: body.sessionId as string },
          });
          const answers = await Promise.all([
            shop.http.patch(`/api/admin/orders/${made.id}/status`).set(admin.auth).send({ status: 'CANCELLED' }),
            ...order.map(async (id) =>
              shop.http.patch(`/api/admin/inventory/${id}`).set(admin.auth).send({ delta: 1, reason: 'Comptage' }),
            ),
            shop.http
              .put(`/api/admin/products/${variants[buyer % 4]!.productId}`)
              .set(admin.auth)
              .send({ slug: `autre-${buyer}-${round}-${Date.now()}` }),
          ]);
          statuses.push(...answers.map((answer) => answer.status));
        }
      }),
    );
    expect(statuses.filter((status) => status >= 400)).toEqual([]);
    await expectConsistent(shop);
  });
});
