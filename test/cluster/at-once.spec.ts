import { isDeepStrictEqual } from 'node:util';
import type { Response } from 'supertest';
import { cartOf } from '../factories/cart.js';
import { createOrder } from '../factories/order.js';
import { createVariant } from '../factories/product.js';
import { createPromo } from '../factories/promo.js';
import { createAdmin, createUser } from '../factories/user.js';
import { expectConsistent } from '../support/consistency.js';
import { startSmtp, type SmtpMailbox } from '../support/smtp.js';
import { startCluster, type Cluster } from './cluster.js';

/** To each instance. */
const REQUESTS = 3;

let cluster: Cluster;
let smtp: SmtpMailbox;
beforeAll(async () => {
  smtp = await startSmtp();
  cluster = await startCluster({ env: { SMTP_URL: smtp.url } });
});
afterAll(async () => {
  await cluster.close();
  await smtp.close();
});

/** The same at the same moment on all instances, a few times each. @param ask the how many-th it is */
function everywhere(ask: (http: ReturnType<Cluster['at']>, i: number) => PromiseLike<Response>): Promise<Response[]> {
  const all = Array.from({ length: REQUESTS * cluster.instances.length }, async (_, i) =>
    ask(cluster.at(i % cluster.instances.length), i),
  );
  return Promise.all(all);
}

/** Asks again and again until the answer is that one; fails with the last answer otherwise. */
async function eventually<T>(ask: () => T | Promise<T>, expected: T, withinMs = 60_000): Promise<void> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (isDeepStrictEqual(answer, expected)) return;
    if (Date.now() > end) throw new Error(`Still ${JSON.stringify(answer)}, not ${JSON.stringify(expected)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Status and, of a refusal, the code. */
const told = (answers: Response[]) =>
  answers.map(({ status, body: { code } }) => (code ? `${status} ${code}` : String(status))).sort();
const times = (count: number, one: string) => Array<string>(count).fill(one);
const cart = async (stock: number) =>
  cartOf([{ variantId: (await createVariant(cluster.shop.prisma, { stock })).id, quantity: 1 }]);
const mailsTo = (email: string) => smtp.mails.filter(({ to }) => to.includes(email));

describe('at the same moment on three instances', () => {
  it('one Idempotency-Key makes one page', async () => {
    const body = await cart(100);
    const answers = await everywhere((http) =>
      http.post('/api/checkout/create-session').set('Idempotency-Key', 'everywhere-at-once').send(body),
    );
    expect(told(answers)).toEqual([...times(answers.length - 1, '200'), '201']);
    expect(new Set(answers.map(({ body: { sessionId } }) => sessionId)).size).toBe(1);
    expect((await cluster.sandbox.stripe.checkout.sessions.list({ status: 'open' })).data).toHaveLength(1);
  });

  it('the last unit has one buyer', async () => {
    const body = await cart(1);
    const answers = await everywhere((http) => http.post('/api/checkout/create-session').send(body));
    expect(told(answers)).toEqual(['201', ...times(answers.length - 1, '409 INSUFFICIENT_STOCK')]);
  });

  it('one name is one account, and one mail', async () => {
    const account = { email: 'sacha@example.test', username: 'sacha', password: 'Pikachu25' };
    const answers = await everywhere((http, i) =>
      http.post('/api/auth/register').send(i % 2 ? account : { ...account, email: 'SACHA@example.test' }),
    );
    expect(told(answers)).toEqual([
      '201',
      ...times(answers.length - 1, expect.stringMatching(/^409 .*_ALREADY_EXISTS$/)),
    ]);
    expect(await cluster.shop.prisma.user.count({ where: { email: account.email } })).toBe(1);
    await eventually(() => cluster.shop.prisma.outboxMail.count({ where: { doneAt: null } }), 0);
    expect(mailsTo(account.email)).toHaveLength(1);
  });

  it('a promo code is used as often as it may be', async () => {
    const { id, code } = await createPromo(cluster.shop.prisma, { usageLimit: 4 });
    const body = { ...(await cart(100)), promoCode: code };
    const answers = await everywhere((http) => http.post('/api/checkout/create-session').send(body));
    expect(told(answers)).toEqual([...times(4, '201'), ...times(answers.length - 4, '400 PROMO_LIMIT_REACHED')]);
    expect(await cluster.shop.prisma.promo.findUnique({ where: { id } })).toMatchObject({ reservedCount: 4 });
  });

  it('an account ends up with one page that can be paid, whatever it asked for', async () => {
    const user = await createUser(cluster.shop);
    const carts = [await cart(100), await cart(100), await cart(100), await cart(100)];
    const answers = await everywhere((http, i) =>
      http
        .post('/api/checkout/create-session')
        .set(user.auth)
        .send(carts[i % carts.length]),
    );
    // Who was overtaken before Stripe had answered is told so, and has no page.
    expect(told(answers).filter((one) => one !== '400 CHECKOUT_SUPERSEDED' && one !== '201')).toEqual([]);
    const asked = answers.map(({ body: { sessionId } }) => sessionId as string | undefined);
    const open = await cluster.sandbox.stripe.checkout.sessions.list({ status: 'open', limit: 100 });
    const payable = open.data.map(({ id }) => id).filter((id) => asked.includes(id));
    expect(payable).toHaveLength(1);
    expect(await cluster.shop.prisma.checkoutSession.findUnique({ where: { activeUserId: user.id } })).toMatchObject({
      stripeSessionId: payable[0],
      status: 'OPEN',
    });
  });

  it('a parcel is sent once: one event, one mail', async () => {
    const admin = await createAdmin(cluster.shop);
    const buyer = await createUser(cluster.shop);
    const order = await createOrder(cluster.shop, { userId: buyer.id });
    const answers = await everywhere((http, i) =>
      http
        .post(`/api/admin/orders/${order.id}/ship`)
        .set(admin.auth)
        .send({ carrier: 'COLISSIMO', trackingNumber: `N${i}` }),
    );
    expect(told(answers)).toEqual(times(answers.length, '200'));
    expect(new Set(answers.map(({ body }) => body.order.trackingNumber)).size).toBe(1);
    expect(await cluster.shop.prisma.orderEvent.count({ where: { orderId: order.id, type: 'SHIPPED' } })).toBe(1);
    const mails = { subjectId: order.id, kind: 'order.shipped' };
    expect(await cluster.shop.prisma.outboxMail.count({ where: mails })).toBe(1);
    await eventually(() => cluster.shop.prisma.outboxMail.count({ where: { ...mails, doneAt: null } }), 0);
    expect(smtp.mails.filter(({ text }) => text.includes(order.orderNumber))).toHaveLength(1);
  });

  it('leaves consistent data', () => expectConsistent(cluster.shop));
});

describe('a lease', () => {
  it('moves when its holder dies, with the work that it had begun', async () => {
    const { instances, shop } = cluster;
    const register = (name: string, instance: number) =>
      cluster
        .at(instance)
        .post('/api/auth/register')
        .send({ email: `${name}@example.test`, username: name, password: 'Pikachu25' })
        .expect(201);
    const lease = () => shop.prisma.jobLease.findUniqueOrThrow({ where: { name: 'outbox' } });
    await eventually(smtp.connected, 0);

    let goOn!: () => void;
    smtp.slow = new Promise<void>((resolve) => (goOn = resolve));
    await register('ondine', 0);
    await eventually(smtp.connected, 1);
    const held = await lease();
    expect(held.expiresAt.getTime()).toBeGreaterThan(Date.now());

    // The instance that dies with the connection held the lease.
    let dead = 0;
    for (; dead < instances.length; dead++) {
      await instances[dead]!.kill();
      const isHolder = await eventually(smtp.connected, 0, 1000).then(
        () => true,
        () => false,
      );
      if (isHolder) break;
      instances[dead]!.spawn();
      await instances[dead]!.ready();
    }
    smtp.slow = undefined;
    goOn();
    const alive = (dead + 1) % instances.length;
    // Nobody else works while the lease lasts, though there is work.
    await register('pierre', alive);
    await new Promise((resolve) => setTimeout(resolve, 500));
    if (held.expiresAt.getTime() > Date.now()) expect((await lease()).holder).toBe(held.holder);

    // Its minute is over, and the two for which it had kept the mail.
    const past = new Date(Date.now() - 1000);
    await shop.prisma.jobLease.updateMany({ where: { holder: held.holder }, data: { expiresAt: past } });
    await shop.prisma.outboxMail.updateMany({
      where: { claimedUntil: { not: null } },
      data: { claimedUntil: past, nextAttemptAt: past },
    });
    await register('jacky', alive);
    await eventually(() => shop.prisma.outboxMail.count({ where: { doneAt: null } }), 0);
    expect((await lease()).holder).not.toBe(held.holder);
    for (const name of ['ondine', 'pierre', 'jacky']) expect(mailsTo(`${name}@example.test`)).toHaveLength(1);
  });
});
