import { createOrder, type CreatedOrder } from './factories/order.js';
import { buyOrder } from './factories/paid-order.js';
import { createVariant } from './factories/product.js';
import { createAdmin, type TestUser } from './factories/user.js';
import { expectConsistent } from './support/consistency.js';
import { orderDesk, type OrderDesk } from './support/order-desk.js';
import { clearFaults, plantFault } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
let admin: TestUser;
let desk: OrderDesk;
beforeAll(async () => {
  shop = await startApp();
  admin = await createAdmin(shop);
  desk = orderDesk(shop, admin);
});
afterEach(async () => {
  await clearFaults(shop);
  await expectConsistent(shop);
});
afterAll(() => shop.close());

describe('POST /admin/orders/:orderId/refunds › goods that come back without money', () => {
  it('answers 201 with 0 € for goods that cost nothing, before and after the shipping went back', async () => {
    const order = await delivered({ discountCents: 2 * 4990 });
    expect(order.totalCents).toBe(790);

    const { body } = await desk.give(order.id, giveBack(order, 1)).expect(201);
    expect(body.refund).toMatchObject({ status: 'SUCCEEDED', amountCents: 0, restock: true, stripeRefundId: null });
    expect(body.order).toMatchObject({ status: 'DELIVERED', refundedCents: 0 });
    expect([await stockOf(order), await desk.mailsOf(order.id), await desk.eventsOf(order.id)]).toEqual([
      9,
      [],
      ['NOTE'],
    ]);
    await moneyIsBack(order);
    await desk.give(order.id, giveBack(order, 1)).expect(201);
    await refuses(order, giveBack(order, 1));
    expect(await stockOf(order)).toBe(10);
  });

  it.each(['DELIVERED', 'REFUNDED'] as const)(
    'answers 201 for an order that cost nothing and is %s',
    async (status) => {
      const order = await delivered({ discountCents: 2 * 4990, shippingCost: 0, paymentIntentId: null, status });
      expect((await desk.give(order.id, giveBack(order, 2)).expect(201)).body.refund.amountCents).toBe(0);
      await refuses(order, giveBack(order, 1));
      expect(await stockOf(order)).toBe(10);
    },
  );

  it('answers 201 after the whole order was refunded; Stripe hears nothing of it', async () => {
    const order = await buyOrder(shop);
    await desk.ship(order.id).expect(200);
    await desk.setStatus(order.id, 'REFUNDED').expect(200);
    expect(await desk.stockOf(order)).toBe(8);
    await plantFault(shop, { match: { path: '/v1/refunds' }, kind: 'refuse' });

    const answers = await Promise.all([1, 2, 3].map(() => desk.give(order.id, giveBack(order, 2), 'goods')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect((await desk.give(order.id, giveBack(order, 1), 'goods').expect(422)).body.code).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
    await refuses(order, giveBack(order, 1));
    expect([await desk.stockOf(order), (await desk.read(order.id)).refundedCents]).toEqual([10, order.totalCents]);
  });

  it('answers 201 after the money of the lines went back without the goods', async () => {
    const order = await buyOrder(shop);
    await desk.ship(order.id).expect(200);
    await desk.give(order.id, { ...giveBack(order, 2), restock: false }).expect(201);
    expect((await desk.give(order.id, giveBack(order, 1)).expect(201)).body.refund.amountCents).toBe(0);
    await desk.give(order.id, { amountCents: 790 }).expect(201);
    expect((await desk.give(order.id, giveBack(order, 1)).expect(201)).body.order.status).toBe('REFUNDED');
    expect(await desk.stockOf(order)).toBe(10);
    expect((await desk.refundsAtStripe(order)).map(({ amount }) => amount)).toEqual([790, 9980]);
  });

  it('takes amountCents 0 as goods alone; their money can still go back', async () => {
    const order = await buyOrder(shop);
    await desk.ship(order.id).expect(200);
    const goods = { ...giveBack(order, 1), amountCents: 0 };
    expect((await desk.give(order.id, goods, 'k').expect(201)).body.refund.amountCents).toBe(0);
    await desk.give(order.id, giveBack(order, 1), 'k').expect(422);
    const money = await desk.give(order.id, { ...giveBack(order, 1), restock: false }).expect(201);
    expect(money.body.refund.amountCents).toBe(4990);
    expect(await desk.stockOf(order)).toBe(9);
    expect(await desk.read(order.id)).toMatchObject({ items: [{ unitsTaken: 1, unitsRefunded: 1 }] });
  });

  it('puts no more units back than were sold, however many ask at once', async () => {
    const order = await delivered({ status: 'REFUNDED', discountCents: 2 * 4990, shippingCost: 0 });
    const wishes = ['1', '2', '3', '4', '5', '6'].map((note) => ({ ...giveBack(order, 1), note }));
    const answers = await Promise.all(wishes.map((wish) => desk.give(order.id, wish)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 400, 400, 400, 400]);
    expect(await stockOf(order)).toBe(10);
  });

  it('counts units of a refund that Stripe has not answered as on their way back', async () => {
    const order = await buyOrder(shop);
    await desk.ship(order.id).expect(200);
    await plantFault(shop, { match: { method: 'POST', path: '/v1/refunds' }, kind: 'timeout', times: 3, delayMs: 1 });
    await desk.give(order.id, giveBack(order, 1)).expect(503);
    await refuses(order, { ...giveBack(order, 2), amountCents: 0 });
    await desk.give(order.id, { ...giveBack(order, 1), amountCents: 0 }).expect(201);
    await desk.later();
    expect(await desk.stockOf(order)).toBe(10);
  });

  it('answers 400 when nothing is out of stock: cancelled before it was sent', async () => {
    const order = await buyOrder(shop);
    await desk.setStatus(order.id, 'CANCELLED').expect(200);
    await refuses(order, giveBack(order, 1));
    const { body } = await desk.give(order.id, { ...giveBack(order, 1), restock: false }).expect(409);
    expect(body.code).toBe('INVALID_STATUS_TRANSITION');
    expect(await desk.stockOf(order)).toBe(10);
  });

  it('answers 400 for a variant that no longer exists', async () => {
    const order = await delivered({ discountCents: 2 * 4990 });
    await shop.prisma.orderItem.updateMany({ where: { orderId: order.id }, data: { productVariantId: null } });
    await refuses(order, giveBack(order, 1));
    const { id: productVariantId } = order.variant;
    await shop.prisma.orderItem.updateMany({ where: { orderId: order.id }, data: { productVariantId } });
  });

  it.each([
    ['0 without units', {}],
    ['0 for units that stay out', { lines: [{ orderItemId: 'LINE', quantity: 1 }] }],
    ['0 for the shipping', { lines: [{ orderItemId: 'LINE', quantity: 1 }], restock: true, shipping: true }],
    ['0 for a line of another order', { lines: [{ orderItemId: 'x', quantity: 1 }], restock: true }],
    ['less than 0', { amountCents: -1 }],
  ])('answers 400 VALIDATION_ERROR for %s and records nothing', async (_, wish) => {
    const order = await delivered({});
    const text = JSON.stringify({ amountCents: 0, ...wish }).replaceAll('LINE', order.items[0]!.id);
    const { body } = await desk.give(order.id, JSON.parse(text) as object).expect(400);
    expect(body.code).toBe('VALIDATION_ERROR');
    expect((await desk.read(order.id)).refunds).toEqual([]);
  });

  /** Two units at 49,90 € and 7,90 € of shipping, of which 8 are left; not known at Stripe. */
  async function delivered(overrides: Parameters<typeof createOrder>[1]) {
    const variant = await createVariant(shop.prisma, { stock: 10, priceCents: 4990 });
    const lines = [{ variant, quantity: 2 }];
    const order = await createOrder(shop, { status: 'DELIVERED', fulfillmentStatus: 'DELIVERED', lines, ...overrides });
    return Object.assign(order, { variant });
  }

  const stockOf = async ({ items }: CreatedOrder) =>
    (await shop.prisma.variant.findUniqueOrThrow({ where: { id: items[0]!.productVariantId! } })).stock;

  const giveBack = ({ items }: Pick<CreatedOrder, 'items'>, quantity: number) => ({
    lines: [{ orderItemId: items[0]!.id, quantity }],
    restock: true,
  });

  /** As if Stripe had given it back. */
  async function moneyIsBack({ id, totalCents }: CreatedOrder): Promise<void> {
    const refund = { orderId: id, idempotencyKey: `k-${id}`, status: 'SUCCEEDED', cause: 'STRIPE' } as const;
    await shop.prisma.refund.create({ data: { ...refund, amountCents: totalCents } });
    await shop.prisma.order.update({ where: { id }, data: { status: 'REFUNDED', refundedCents: totalCents } });
  }

  async function refuses({ id }: { id: string }, wish: object): Promise<void> {
    expect((await desk.give(id, wish).expect(400)).body.code).toBe('REFUND_TOO_LARGE');
  }
});
