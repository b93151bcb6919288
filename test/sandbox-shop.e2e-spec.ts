import { rmSync } from 'node:fs';
import { stripeSession } from './factories/stripe-session.js';
import {
  advanceClock,
  clearFaults,
  closeDispute,
  disputeCharge,
  listFaults,
  paySession,
  plantFault,
  refundInDashboard,
  resetClock,
  settledEvents,
  stripeFor,
} from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('the sandbox inside the shop', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp();
  });
  afterAll(() => shop.close());

  it('opens a session for the real SDK, whose url is under the public address', async () => {
    const session = await stripeFor(shop).checkout.sessions.create(stripeSession());
    expect(session.url).toMatch(new RegExp(`^http://localhost:\\d+/sandbox/pay/${session.id}$`));
    await shop.http.get(`/sandbox/pay/${session.id}`).expect(200).expect('Content-Type', /html/);
  });

  it('posts the signed event to the shop and tells what it answered', async () => {
    const { id } = await stripeFor(shop).checkout.sessions.create(stripeSession());
    const { status, session, deliveries } = await paySession(shop, id);
    expect(status).toBe(200);
    expect(session).toMatchObject({ status: 'complete', payment_status: 'paid', amount_total: 2500 });
    expect(deliveries.map(({ type }) => type)).toEqual([
      'charge.succeeded',
      'payment_intent.succeeded',
      'checkout.session.completed',
    ]);
    for (const delivery of deliveries) expect(delivery.status).toEqual(expect.any(Number));
  });

  it('lets tests break calls, turn its clock, refund and dispute', async () => {
    const stripe = stripeFor(shop);
    await plantFault(shop, { kind: 'refuse', status: 429, match: { method: 'POST', path: '/v1/checkout/sessions' } });
    await expect(stripe.checkout.sessions.create(stripeSession())).rejects.toMatchObject({ statusCode: 429 });
    expect(await listFaults(shop)).toMatchObject([{ kind: 'refuse', hits: 1 }]);
    await clearFaults(shop);
    expect(await listFaults(shop)).toEqual([]);

    const { id } = await stripe.checkout.sessions.create(stripeSession());
    await advanceClock(shop, 86_400);
    await resetClock(shop);
    expect((await stripe.checkout.sessions.retrieve(id)).status).toBe('expired');

    const { id: paid } = await stripe.checkout.sessions.create(stripeSession());
    await paySession(shop, paid);
    expect(await refundInDashboard(shop, paid, 500)).toMatchObject({ amount: 500, status: 'succeeded' });
    const dispute = await disputeCharge(shop, paid);
    expect(await closeDispute(shop, dispute.id, 'lost')).toMatchObject({ status: 'lost' });
    const heard = (await settledEvents(shop, paid)).map(({ type }) => type);
    expect(heard).toEqual(expect.arrayContaining(['charge.refunded', 'charge.dispute.closed']));
  });

  it('keeps its state in the data folder over a restart of the shop', async () => {
    const { id } = await stripeFor(shop).checkout.sessions.create(stripeSession());
    const { dataDir } = shop;
    await shop.app.close();
    const again = await startApp({}, dataDir);
    expect((await stripeFor(again).checkout.sessions.retrieve(id)).status).toBe('open');
    await again.close();
    shop = await startApp();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('answers 404 for a page that it has not', async () => {
    await shop.http
      .get('/sandbox/elsewhere')
      .expect(404)
      .expect(/no such page/);
  });
});
