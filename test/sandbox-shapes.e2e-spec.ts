import { existsSync, readFileSync } from 'node:fs';
import type Stripe from 'stripe';
import { stripeSession } from './factories/stripe-session.js';
import { payIn, removeRoom, startSandboxRoom } from './support/sandbox-room.js';
import { disputeCharge } from './support/sandbox.js';

/** Objects as Stripe publishes them for tests. */
const FIXTURES = '../shared/data/stripe/fixtures.json';
const withFixtures = existsSync(FIXTURES) ? describe : describe.skip;

withFixtures(`objects of the sandbox beside Stripe's own (skipped without ${FIXTURES})`, () => {
  it('have every field that those have', async () => {
    const room = await startSandboxRoom();
    const { stripe } = room;
    const { id } = await stripe.checkout.sessions.create(stripeSession());
    const { session } = await payIn(room, id);
    const intent = await stripe.paymentIntents.retrieve(session.payment_intent as string, {
      expand: ['latest_charge'],
    });
    const paidSession = async () => {
      const other = await stripe.checkout.sessions.create(stripeSession());
      return (await payIn(room, other.id)).session.id;
    };
    const [item] = (await stripe.checkout.sessions.listLineItems(id)).data;
    const objects: Record<string, unknown> = {
      'checkout.session': session,
      payment_intent: intent,
      charge: intent.latest_charge,
      item,
      price: item?.price,
      dispute: await disputeCharge(room.asShop, await paidSession()),
      refund: await stripe.refunds.create({ payment_intent: intent.id }),
      coupon: await stripe.coupons.create({ percent_off: 5 }),
      event: (await stripe.events.list()).data[0],
    };
    await room.close();
    removeRoom(room);

    const { resources } = JSON.parse(readFileSync(FIXTURES, 'utf8')) as { resources: Record<string, Stripe.Charge> };
    for (const [kind, object] of Object.entries(objects)) {
      // `refunds` left the charge with API version 2022-11-15; it comes when expanded.
      const wanted = Object.keys(resources[kind]!).filter((field) => field !== 'refunds');
      expect([kind, Object.keys(object as object)]).toEqual([kind, expect.arrayContaining(wanted)]);
    }
  });
});
