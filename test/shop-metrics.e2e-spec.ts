import { StockService } from '../src/catalog/stock/stock.service.js';
import { JobsService } from '../src/jobs/jobs.service.js';
import { orderPaid } from '../src/checkout/mails/new-order-mails.js';
import { cartOf, openSession } from './factories/cart.js';
import { createOrder } from './factories/order.js';
import { readMetrics, samples } from './support/prometheus.js';
import { clearFaults, paySession, plantFault } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

const TOKEN = 'fK3vT9mQx4LrW7nBc2JdY5sHf8GpA1uE';

describe('the metrics of a shop that has had customers', () => {
  let shop: RunningApp;
  let now: Awaited<ReturnType<typeof readMetrics>>;
  const read = () => readMetrics(shop, `Bearer ${TOKEN}`);
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

  beforeAll(async () => {
    shop = await startApp({ METRICS_TOKEN: TOKEN, RATE_LIMIT_ENABLED: 'true', RATE_LIMIT_PROMO: '1' });
    await shop.http.get('/api/metrics').set('Authorization', `Bearer ${TOKEN}`).expect(200);

    const bought = await openSession(shop);
    await paySession(shop, bought.sessionId, { delivery: 'twice' });
    await openSession(shop, { quantity: 3 });
    const gone = await openSession(shop, { stock: 1, quantity: 1 });
    const stock = shop.app.get(StockService, { strict: false });
    await shop.prisma.$transaction((tx) => stock.count(tx, gone.variantId, 0, { reason: 'CORRECTION' }));
    await paySession(shop, gone.sessionId);

    const { id } = await createOrder(shop, {});
    await shop.prisma.outboxMail.create({
      data: { ...orderPaid(id), lastError: 'refused', nextAttemptAt: minutesAgo(10), createdAt: minutesAgo(20) },
    });
    await plantFault(shop, { kind: 'lost', times: 2, match: { path: '/v1/checkout/sessions' } });
    await shop.http
      .post('/api/checkout/create-session')
      .send(cartOf([{ variantId: bought.variantId, quantity: 1 }]))
      .expect(503);
    await clearFaults(shop);
    await shop.app.get(JobsService).run('expired-logins');
    for (const code of ['RIEN', 'NADA']) await shop.http.post('/api/promo/validate').send({ code, totalCents: 1000 });
    for (let i = 0; i < 3; i++) await shop.http.get('/api/products').expect(200);
    await shop.http.get("/api/products?search=' OR 1=1 --").expect(400);
    // Those of the first look are kept for some seconds: another instance has not looked yet.
    const other = await startApp({ METRICS_TOKEN: TOKEN }, shop.dataDir);
    queues = (await readMetrics(other, `Bearer ${TOKEN}`)).text;
    await other.close();
    now = await read();
  });
  afterAll(() => shop.close());
  let queues: string;

  it('say what waits, and how long the oldest has', () => {
    const lengths = samples(queues, 'shop_queue_length');
    const ages = samples(queues, 'shop_queue_oldest_age_seconds');
    expect(Object.fromEntries(lengths)).toEqual({
      'queue="mails_waiting"': 2,
      'queue="mails_due"': 2,
      'queue="mails_failed"': 1,
      'queue="events_waiting"': 1,
      'queue="events_review"': 0,
      'queue="refunds_requested"': 0,
      'queue="refunds_pending"': 0,
      'queue="oversold_payments"': 1,
      'queue="orders_to_review"': 0,
      'queue="pages_lapsed"': 0,
    });
    const age = (queue: string) => ages.get(`queue="${queue}"`)!;
    expect(age('mails_waiting')).toBeGreaterThanOrEqual(1200);
    expect(age('mails_waiting')).toBeLessThan(1800);
    expect(age('mails_due')).toBeGreaterThanOrEqual(600);
    expect(age('mails_due')).toBeLessThan(1200);
    expect(age('oversold_payments')).toBeLessThan(600);
    expect(age('events_review')).toBe(0);
  });

  it('say what payment pages hold, of which there are how many', () => {
    expect(Object.fromEntries(samples(queues, 'shop_stock_holds'))).toEqual({ 'of="lines"': 3, 'of="units"': 5 });
    expect(samples(queues, 'shop_payment_pages').get('state="open"')).toBeGreaterThanOrEqual(2);
  });

  it('time each event once, from Stripe to its effect', () => {
    expect(now.value('shop_event_lag_seconds_count', 'type="checkout.session.completed"')).toBe(1);
    expect(now.value('shop_event_lag_seconds_sum', 'type="checkout.session.completed"')).toBeLessThan(120);
  });

  it('time calls to Stripe, by a name without ids, failures included', () => {
    const calls = samples(now.text, 'shop_stripe_call_duration_seconds_count');
    expect(calls.get('call="POST /v1/checkout/sessions",outcome="200"')).toBe(3);
    expect(calls.get('call="POST /v1/checkout/sessions",outcome="lost"')).toBe(2);
    expect(now.text).not.toMatch(/cs_test_/);
  });

  it('count runs of jobs, and say when one last ended well', () => {
    expect(now.value('shop_job_duration_seconds_count', 'job_name="expired-logins",outcome="done"')).toBe(1);
    const ended = samples(queues, 'shop_job_last_success_timestamp_seconds').get('job_name="expired-logins"');
    expect(ended).toBeGreaterThan(Date.now() / 1000 - 600);
  });

  it('count refusals by their code, by the limit, and by what was suspicious', () => {
    expect(now.value('shop_refusals_total', 'code="SUSPICIOUS_CONTENT",reason="sql"')).toBe(1);
    expect(now.value('shop_refusals_total', 'code="PROMO_NOT_FOUND",reason=""')).toBe(1);
    expect(now.value('shop_refusals_total', 'code="RATE_LIMIT_EXCEEDED",reason="promo"')).toBe(1);
    expect(now.value('shop_refusals_total', 'code="INSUFFICIENT_STOCK",reason=""')).toBeGreaterThanOrEqual(1);
  });

  it('say what runs, and in what state', () => {
    expect(now.value('shop_sandbox')).toBe(1);
    expect(now.value('shop_database_up')).toBe(1);
    expect(now.value('shop_password_hashes', 'state="waiting"')).toBe(0);
    const onPostgres = shop.env.DATABASE_URL !== undefined;
    const kind = onPostgres ? 'postgresql' : 'sqlite';
    expect(now.value('shop_info', `database="${kind}",node="${process.version}"`)).toBe(1);
    if (onPostgres) expect(now.value('shop_database_connections', 'state="waiting"')).toBe(0);
    else expect(now.value('shop_catalog_cache_reads_total', 'result="hit"')).toBe(2);
  });

  it('cost the database no more, however many ask', async () => {
    await read();
    await shop.prisma.outboxMail.deleteMany();
    const answers = await Promise.all(Array.from({ length: 10 }, read));
    const lengths = answers.map(({ value }) => value('shop_queue_length', 'queue="mails_waiting"'));
    // What was read before stands for some seconds; on a machine that stops for longer, all have the new number.
    expect(new Set(lengths).size).toBe(1);
  });
});
