import type Stripe from 'stripe';
import { stripeSession } from './factories/stripe-session.js';
import { payIn, removeRoom, startSandboxRoom, until, type SandboxRoom } from './support/sandbox-room.js';
import { advanceClock, deliverEvent, planRefunds, resetClock } from './support/sandbox.js';

describe('POST /sandbox/clock', () => {
  let room: SandboxRoom;
  beforeEach(async () => {
    room = await startSandboxRoom();
  });
  afterEach(async () => {
    await room.close();
    removeRoom(room);
  });

  const second = () => Math.floor(Date.now() / 1000);
  const create = (overrides: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
    room.stripe.checkout.sessions.create(stripeSession(overrides));
  const types = () => room.received.map(({ event }) => event.type);

  it('expires the sessions whose time is over, tells the shop of each, and leaves the others open', async () => {
    const { id: first } = await create({ expires_at: second() + 31 * 60 });
    const { id: second_ } = await create({ expires_at: second() + 32 * 60 });
    const { id: open } = await create();
    const { id: paid } = await create({ expires_at: second() + 31 * 60 });
    await payIn(room, paid);
    room.received.length = 0;

    await advanceClock(room.asShop, 33 * 60);
    expect(room.received.map(({ event }) => [event.type, (event.data.object as { id: string }).id]).toSorted()).toEqual(
      [first, second_].toSorted().map((id) => ['checkout.session.expired', id]),
    );
    const status = async (id: string) => (await room.stripe.checkout.sessions.retrieve(id)).status;
    expect(await Promise.all([first, second_, open, paid].map(status))).toEqual([
      'expired',
      'expired',
      'open',
      'complete',
    ]);
    expect((await payIn(room, first)).status).toBe(400);
  });

  it('expires them without a word, when asked', async () => {
    const { id } = await create({ expires_at: second() + 31 * 60 });
    await advanceClock(room.asShop, 32 * 60, { delivery: 'none' });
    expect((await room.stripe.checkout.sessions.retrieve(id)).status).toBe('expired');
    expect(types()).toEqual([]);
    const [event] = (await room.stripe.events.list({ delivery_success: false })).data;
    await deliverEvent(room.asShop, event!.id);
    expect(types()).toEqual(['checkout.session.expired']);
  });

  it('brings late deliveries, retries and planned refunds', async () => {
    await room.close();
    room = await startSandboxRoom({ retrySeconds: [3600] }, room.dataDir);
    const { id } = await create();
    const { session } = await payIn(room, id, { delivery: 'late', delay: 3600 });
    await planRefunds(room.asShop, { status: 'pending', then: 'fail', afterSeconds: 7200 });
    await room.stripe.refunds.create({ payment_intent: session.payment_intent as string });
    await until(() => types().length === 2);
    room.answers.push(500);
    await advanceClock(room.asShop, 3601);
    expect(types().slice(2)).toEqual(['charge.succeeded', 'payment_intent.succeeded', 'checkout.session.completed']);
    await advanceClock(room.asShop, 3601);
    expect(types().slice(5).toSorted()).toEqual(['charge.succeeded', 'refund.failed', 'refund.updated']);
  });

  it('signs by the real time, goes on after a restart, and goes back to the real time', async () => {
    await advanceClock(room.asShop, 86_400);
    await room.close();
    room = await startSandboxRoom({}, room.dataDir);
    const { body } = await room.http.get('/clock').expect(200);
    expect(body).toMatchObject({ aheadSeconds: 86_400 });
    expect(Date.parse(body.now) - Date.now()).toBeGreaterThan(86_000_000);
    const ahead = await create({ expires_at: second() + 2 * 86_400 - 60 });
    expect(ahead.created - second()).toBeGreaterThan(86_000);
    await expect(create({ expires_at: second() + 31 * 60 })).rejects.toThrow('at least 30 minutes');

    room.answers.push(500);
    await payIn(room, ahead.id, { delivery: 'late', delay: 1 });
    await resetClock(room.asShop);
    expect((await create({ expires_at: second() + 31 * 60 })).status).toBe('open');
    await until(() => types().includes('checkout.session.completed'));
    await until(() => types().filter((type) => type === 'charge.succeeded').length === 2);
  });

  it('answers 400 for anything but some seconds forward', async () => {
    for (const body of [{}, { advanceSeconds: 0 }, { advanceSeconds: -5 }, { advanceSeconds: 'soon' }, { back: 1 }]) {
      const refused = await room.http.post('/clock').set('Accept', 'application/json').send(body).expect(400);
      expect(refused.body).toMatchObject({ error: { type: 'invalid_request_error' } });
    }
    expect((await room.http.get('/clock')).body.aheadSeconds).toBe(0);
  });
});
