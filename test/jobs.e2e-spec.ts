import { randomUUID } from 'node:crypto';
import { AccountTokens } from '../src/auth/account-tokens/account-tokens.js';
import { AuthHousekeeping } from '../src/auth/sessions/auth-housekeeping.service.js';
import { CouponsService } from '../src/checkout/create-session/coupons.service.js';
import { CheckoutHousekeeping } from '../src/checkout/sessions/checkout-housekeeping.service.js';
import { JobsService } from '../src/jobs/jobs.service.js';
import { Installation } from '../src/installation/installation.js';
import { LeasesService } from '../src/jobs/leases.service.js';
import { cartOf, openSession } from './factories/cart.js';
import { createVariant } from './factories/product.js';
import { createUser } from './factories/user.js';
import { clearFaults, paySession, plantFault, stripeFor } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

/** A job that counts its runs and ends when it is let. */
function countedJob(overrides: { everyMs?: number; held?: boolean; fails?: boolean } = {}) {
  const { everyMs = 3_600_000, held = false, fails = false } = overrides;
  const seen = { runs: 0, atOnce: 0, mostAtOnce: 0, signal: undefined as AbortSignal | undefined };
  let letEnd: () => void = () => undefined;
  const ends = held ? new Promise<void>((resolve) => (letEnd = resolve)) : Promise.resolve();
  const job = {
    name: `test-${randomUUID()}`,
    everyMs,
    run: async (signal: AbortSignal) => {
      seen.signal = signal;
      seen.runs += 1;
      seen.atOnce += 1;
      seen.mostAtOnce = Math.max(seen.mostAtOnce, seen.atOnce);
      await ends;
      seen.atOnce -= 1;
      if (fails) throw new Error('on purpose');
    },
  };
  return { job, seen, letEnd: () => letEnd() };
}

async function until(condition: () => boolean | Promise<boolean>, withinMs = 5000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('scheduled jobs', () => {
  let shop: RunningApp;
  /** Another instance on the same database. */
  let other: RunningApp;
  beforeAll(async () => {
    shop = await startApp();
    other = await startApp({}, shop.dataDir);
  });
  afterAll(async () => {
    await other.close();
    await shop.close();
  });

  const jobsOf = (app: RunningApp) => app.app.get(JobsService);
  const lease = (name: string) => shop.prisma.jobLease.findUniqueOrThrow({ where: { name } });

  it('run on one of many instances at a time', async () => {
    const [here, there] = [countedJob({ held: true }), countedJob()];
    jobsOf(shop).register(here.job);
    jobsOf(other).register({ ...there.job, name: here.job.name });

    const run = jobsOf(shop).run(here.job.name);
    await until(() => here.seen.runs === 1);
    expect(await jobsOf(other).run(here.job.name)).toBe(false);
    expect(there.seen.runs).toBe(0);

    here.letEnd();
    expect(await run).toBe(true);
    expect(await jobsOf(other).run(here.job.name)).toBe(true);
    expect([here.seen.runs, there.seen.runs]).toEqual([1, 1]);
  });

  it('of many that want a lease at once, never taken or lapsed, one gets it', async () => {
    const instances = Array.from({ length: 8 }, (_, index) => {
      const { app, prisma } = index % 2 ? shop : other;
      return new LeasesService(prisma, app.get(Installation, { strict: false }));
    });
    const name = randomUUID();
    const race = async () => (await Promise.all(instances.map((one) => one.take(name)))).filter(Boolean).length;
    expect(await race()).toBe(1);
    await shop.prisma.jobLease.update({ where: { name }, data: { expiresAt: new Date(0) } });
    expect(await race()).toBe(1);
  });

  it('of a copied or restored database do not run until they are enabled, which running instances notice', async () => {
    await shop.prisma.installation.updateMany({ data: { jobsEnabled: false } });
    const copy = await startApp({}, shop.dataDir);
    try {
      const { job, seen } = countedJob();
      jobsOf(copy).register(job);
      expect(await jobsOf(copy).run(job.name)).toBe(false);
      const installation = copy.app.get(Installation, { strict: false });
      expect([await installation.enableJobs(), await installation.enableJobs()]).toEqual([true, false]);
      expect(await jobsOf(copy).run(job.name)).toBe(true);
      expect(seen.runs).toBe(1);
    } finally {
      await copy.close();
    }
  });

  it('of an instance that died are run by another once its lease lapses', async () => {
    const { job, seen } = countedJob();
    jobsOf(shop).register(job);
    const expiresAt = new Date(Date.now() + 60_000);
    await shop.prisma.jobLease.create({ data: { name: job.name, holder: 'dead', expiresAt } });
    expect(await jobsOf(shop).run(job.name)).toBe(false);

    await shop.prisma.jobLease.update({ where: { name: job.name }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await jobsOf(shop).run(job.name)).toBe(true);
    expect(seen.runs).toBe(1);
    expect((await lease(job.name)).expiresAt.getTime()).toBeLessThanOrEqual(Date.now());
    expect((await lease(job.name)).finishedAt).toEqual(expect.any(Date));
  });

  it('never run twice at once in a process; who asks during a run gets one after it', async () => {
    const { job, seen, letEnd } = countedJob({ held: true });
    jobsOf(shop).register(job);
    const runs = [1, 2, 3, 4].map(() => jobsOf(shop).run(job.name));
    await until(() => seen.runs === 1);
    letEnd();
    expect(await Promise.all(runs)).toEqual([true, true, true, true]);
    expect(seen).toMatchObject({ runs: 2, mostAtOnce: 1 });
  });

  it('that fail are logged, not thrown, and give their lease back', async () => {
    const { job, seen } = countedJob({ fails: true });
    jobsOf(shop).register(job);
    expect(await jobsOf(shop).run(job.name)).toBe(true);
    expect(await lease(job.name)).toMatchObject({ finishedAt: null });
    expect(await jobsOf(shop).run(job.name)).toBe(true);
    expect(seen.runs).toBe(2);
  });

  it('that nobody registered, or somebody twice, are mistakes', () => {
    const { job } = countedJob();
    jobsOf(shop).register(job);
    expect(() => jobsOf(shop).register(job)).toThrow(job.name);
    expect(() => jobsOf(shop).run('unknown')).toThrow('unknown');
  });

  it('with SCHEDULED_JOBS=false run only when they are asked to', async () => {
    const { job, seen } = countedJob({ everyMs: 10 });
    jobsOf(shop).register(job);
    jobsOf(shop).kick(job.name);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(seen.runs).toBe(0);
  });
});

describe('with SCHEDULED_JOBS', () => {
  it('jobs run again and again, soon after a kick, and no more once the server ends', async () => {
    const shop = await startApp({ SCHEDULED_JOBS: 'true' });
    const jobs = shop.app.get(JobsService);
    const [often, kicked] = [countedJob({ everyMs: 20 }), countedJob()];
    jobs.register(often.job);
    jobs.register(kicked.job);
    await until(() => often.seen.runs >= 3);

    for (let count = 0; count < 50; count += 1) jobs.kick(kicked.job.name);
    await until(() => kicked.seen.runs > 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(kicked.seen.runs).toBeLessThanOrEqual(2);
    expect(often.seen.mostAtOnce).toBe(1);

    await shop.close();
    const runs = often.seen.runs;
    jobs.kick(kicked.job.name);
    expect(await jobs.run(often.job.name)).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(often.seen.runs).toBe(runs);
  });

  it('the end of the server tells the job that runs, waits for it and gives its lease back', async () => {
    const shop = await startApp();
    const other = await startApp({}, shop.dataDir);
    const { job, seen, letEnd } = countedJob({ held: true });
    other.app.get(JobsService).register(job);
    const run = other.app.get(JobsService).run(job.name);
    await until(() => seen.runs === 1);

    let closed = false;
    const closing = other.close().then(() => (closed = true));
    await until(() => seen.signal!.aborted);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(closed).toBe(false);
    letEnd();
    await closing;
    expect(await run).toBe(true);
    const { expiresAt } = await shop.prisma.jobLease.findUniqueOrThrow({ where: { name: job.name } });
    expect(expiresAt.getTime()).toBeLessThanOrEqual(Date.now());
    await shop.close();
  });
});

describe('housekeeping', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp();
  });
  afterEach(() => clearFaults(shop));
  afterAll(() => shop.close());

  const DAY_MS = 24 * 60 * 60_000;
  const inDays = (days: number) => Date.now() + days * DAY_MS;
  const tidy = (days: number) =>
    shop.app.get(CheckoutHousekeeping, { strict: false }).deleteExpired(undefined, inDays(days));
  const rowOf = (stripeSessionId: string) => shop.prisma.checkoutSession.findUnique({ where: { stripeSessionId } });

  describe('what has served its time', () => {
    it('goes: keys after a day, sessions that came to nothing after 30 days, what was in events after 90', async () => {
      const { id } = await createVariant(shop.prisma);
      const open = (key: string) =>
        shop.http
          .post('/api/checkout/create-session')
          .set('Idempotency-Key', `a-guest-with-key-${key}`)
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
      const job = (days: number) =>
        shop.app.get(AuthHousekeeping, { strict: false }).deleteExpired(undefined, inDays(days));
      await job(7.5);
      expect(await shop.prisma.authSession.count({ where: { userId: user.id } })).toBe(1);
      await job(8.5);
      expect(await shop.prisma.authSession.count({ where: { userId: user.id } })).toBe(0);
    });

    it('goes: links in mails once they have expired', async () => {
      const { email, id: userId } = await createUser(shop);
      const job = (days: number) =>
        shop.app.get(AuthHousekeeping, { strict: false }).deleteExpired(undefined, inDays(days));
      const issue = () => shop.app.get(AccountTokens, { strict: false }).issue(shop.prisma, email, 'VERIFY_EMAIL');
      await issue();
      await job(6.9);
      expect(await shop.prisma.accountToken.count({ where: { userId } })).toBe(1);
      await job(7.1);
      expect(await shop.prisma.accountToken.count({ where: { userId } })).toBe(0);
    });

    it('go: client IPs that have not logged in for 30 days', async () => {
      const { email, password, id: userId } = await createUser(shop);
      await shop.http.post('/api/auth/login').send({ email, password }).expect(200);
      const job = (days: number) =>
        shop.app.get(AuthHousekeeping, { strict: false }).deleteExpired(undefined, inDays(days));
      await job(29.9);
      expect(await shop.prisma.knownClientIp.count({ where: { userId } })).toBe(1);
      await job(30.1);
      expect(await shop.prisma.knownClientIp.count({ where: { userId } })).toBe(0);
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
    const job = () => shop.app.get(CouponsService, { strict: false }).removeEnded();

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
});
