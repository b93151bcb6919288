import { ExpiredLoginsJob } from '../src/auth/expired-logins.job.js';
import { AccountTokens } from '../src/auth/links/account-tokens.js';
import { CheckoutHousekeeping } from '../src/checkout/housekeeping.job.js';
import { CouponsJob } from '../src/checkout/session/coupons.job.js';
import { cartOf, openSession } from './factories/cart.js';
import { createVariant } from './factories/product.js';
import { createUser } from './factories/user.js';
import { clearFaults, paySession, plantFault, stripeFor } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
beforeAll(async () => {
  shop = await startApp();
});
afterEach(() => clearFaults(shop));
afterAll(() => shop.close());

const DAY_MS = 24 * 60 * 60_000;
const inDays = (days: number) => Date.now() + days * DAY_MS;
const tidy = (days: number) => shop.app.get(CheckoutHousekeeping, { strict: false }).run(undefined, inDays(days));
const rowOf = (stripeSessionId: string) => shop.prisma.checkoutSession.findUnique({ where: { stripeSessionId } });

describe('what has served its time', () => {
  it('goes: keys after a day, sessions that came to nothing after 30 days, what was in events after 90', async () => {
    const { id } = await createVariant(shop.prisma);
    const open = (key: string) =>
      shop.http
        .post('/api/checkout/create-session')
        .set('Idempotency-Key', key)
        .send(cartOf([{ variantId: id, quantity: 1 }]));
    const paid = (await open('key-paid').expect(201)).body.sessionId as string;
    const expired = (await open('key-expired').expect(201)).body.sessionId as string;
    await paySession(shop, paid);
    await paySession(shop, expired, { action: 'expire' });
    const payloads = () => shop.prisma.stripeEvent.findMany({ where: { objectId: paid }, select: { payload: true } });

    await tidy(0.9);
    expect((await rowOf(paid))?.idempotencyKey).not.toBeNull();
    await tidy(1.1);
    expect(await rowOf(paid)).toMatchObject({ status: 'PAID', idempotencyKey: null });
    expect(await rowOf(expired)).not.toBeNull();
    await tidy(31);
    expect(await rowOf(paid)).not.toBeNull();
    expect(await rowOf(expired)).toBeNull();
    expect(await payloads()).toEqual([{ payload: expect.any(Object) }]);
    await tidy(91);
    expect(await payloads()).toEqual([{ payload: null }]);
  });

  it('stays while it is needed: an open session and an event that waits', async () => {
    const { sessionId } = await openSession(shop, { stock: 1, quantity: 1 });
    await shop.prisma.stripeEvent.create({
      data: { id: 'evt_waiting', type: 'x', status: 'WAITING', payload: { a: 1 } },
    });
    await tidy(365);
    expect(await rowOf(sessionId)).toMatchObject({ status: 'OPEN' });
    expect(await shop.prisma.stripeEvent.findUnique({ where: { id: 'evt_waiting' } })).toMatchObject({
      payload: { a: 1 },
    });
  });

  it('goes: refresh tokens a day after they expired, and their logins', async () => {
    const user = await createUser(shop);
    const job = (days: number) => shop.app.get(ExpiredLoginsJob, { strict: false }).run(undefined, inDays(days));
    await job(7.5);
    expect(await shop.prisma.login.count({ where: { userId: user.id } })).toBe(1);
    await job(8.5);
    expect(await shop.prisma.login.count({ where: { userId: user.id } })).toBe(0);
  });

  it('goes: links in mails once they have expired', async () => {
    const { email, id: userId } = await createUser(shop);
    const job = (days: number) => shop.app.get(ExpiredLoginsJob, { strict: false }).run(undefined, inDays(days));
    const issue = () => shop.app.get(AccountTokens, { strict: false }).issue(shop.prisma, email, 'VERIFY_EMAIL');
    await issue();
    await job(6.9);
    expect(await shop.prisma.accountToken.count({ where: { userId } })).toBe(1);
    await job(7.1);
    expect(await shop.prisma.accountToken.count({ where: { userId } })).toBe(0);
  });
});

it('removes the coupon of a session that has ended, and tries again when Stripe could not', async () => {
  const now = Date.now();
  await shop.prisma.promo.create({
    data: {
      code: 'DIX',
      type: 'PERCENTAGE',
      value: 10,
      validFrom: new Date(now - DAY_MS),
      validUntil: new Date(now + DAY_MS),
    },
  });
  const { id } = await createVariant(shop.prisma, { priceCents: 5000 });
  const body = { ...cartOf([{ variantId: id, quantity: 1 }]), promoCode: 'DIX' };
  const { sessionId } = (await shop.http.post('/api/checkout/create-session').send(body).expect(201)).body;
  const { couponId } = (await rowOf(sessionId as string))!;
  const coupon = () => stripeFor(shop).coupons.retrieve(couponId!);
  const job = () => shop.app.get(CouponsJob, { strict: false }).run();

  await job();
  expect(await coupon()).toMatchObject({ amount_off: 500 });
  await paySession(shop, sessionId as string);
  await plantFault(shop, { match: { method: 'DELETE' }, kind: 'error', times: 5 });
  await job();
  expect(await rowOf(sessionId as string)).toMatchObject({ couponId });
  await clearFaults(shop);
  await job();
  expect(await rowOf(sessionId as string)).toMatchObject({ status: 'PAID', couponId: null });
  await expect(coupon()).rejects.toMatchObject({ code: 'resource_missing' });
});
