import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import Stripe from 'stripe';
import { toMetadata, type AgreedContents } from '../../src/checkout/rules/session-metadata.js';
import { toSessionParams, type SessionRequest } from '../../src/checkout/stripe/session-params.js';
import { isAboutPicture, isMissing } from '../../src/checkout/stripe/stripe-errors.js';

/** Objects and refusals, by what was asked. */
export type Answers = Record<string, object>;

/** Test cards of docs.stripe.com/testing */
type TestCard = 'pm_card_visa' | 'pm_card_createDispute' | 'pm_card_createIssuerFraudRecord';

/**
 * Makes the calls of the shop, with its parameters, and returns the answers. Leaves two expired sessions, three payments,
 * their refunds and a dispute in the account.
 */
export async function callStripe(stripe: Stripe): Promise<Answers> {
  return {
    account: await stripe.accounts.retrieveCurrent(),
    ...(await callSessions(stripe)),
    ...(await callRefunds(stripe)),
    ...(await callDisputes(stripe)),
  };
}

async function callSessions(stripe: Stripe): Promise<Answers> {
  const { sessions } = stripe.checkout;
  const request = sessionRequest();
  const { checkoutId, discountCents } = request.contents;
  const couponParams = {
    id: checkoutId,
    amount_off: discountCents,
    currency: 'eur',
    duration: 'once',
    max_redemptions: 1,
    name: 'Contrat',
  } as const;
  const coupon = await stripe.coupons.create(couponParams);
  const couponTwice = await refusalOf(stripe.coupons.create(couponParams));

  const params = toSessionParams(request);
  const session = await sessions.create(params, { idempotencyKey: `checkout:${checkoutId}` });
  const repeated = await sessions.create(params, { idempotencyKey: `checkout:${checkoutId}` });
  const otherParams = { ...params, client_reference_id: 'other' };
  const keyReused = await refusalOf(sessions.create(otherParams, { idempotencyKey: `checkout:${checkoutId}` }));
  const asking = await sessions.create(toSessionParams(sessionRequest({ shipping: null, discountCents: 0 })));

  const picture = structuredClone(params);
  picture.line_items![0]!.price_data!.product_data!.images = ['no-url'];
  const [first] = await listed(
    sessions.list({ created: around(session.created), limit: 100 }),
    ({ id }) => id === session.id,
  );
  const expired = await sessions.expire(session.id);
  await sessions.expire(asking.id);
  return {
    coupon,
    'the same coupon again': couponTwice,
    session,
    'the session, by the same key': repeat(session, repeated),
    'another session, by the same key': keyReused,
    'session with delivery on the page': asking,
    'session with its payment': await sessions.retrieve(asking.id, { expand: ['payment_intent'] }),
    'session of a list': first!,
    'line items': await sessions.listLineItems(session.id, { limit: 100 }),
    'expired session': expired,
    'session expired twice': await refusalOf(sessions.expire(session.id)),
    'unknown session': await refusalOf(sessions.retrieve('cs_test_none')),
    'session with a wrong e-mail address': await refusalOf(sessions.create({ ...params, customer_email: 'nobody' })),
    'session with a wrong picture': await refusalOf(sessions.create(picture)),
    'event of an expired session': await expiredEvent(stripe, session.id),
    'deleted coupon': await stripe.coupons.del(coupon.id),
    'coupon deleted twice': await refusalOf(stripe.coupons.del(coupon.id)),
  };
}

async function callRefunds(stripe: Stripe): Promise<Answers> {
  const payment = await pay(stripe, 'pm_card_visa');
  const params = { payment_intent: payment.id, amount: 500, metadata: { order: 'contract', refund: randomUUID() } };
  const key = { idempotencyKey: `refund:${params.metadata.refund}` };
  const refund = await stripe.refunds.create(params, key);
  const repeated = await stripe.refunds.create(params, key);
  return {
    payment: await stripe.paymentIntents.retrieve(payment.id),
    'payment with its charge': await stripe.paymentIntents.retrieve(payment.id, { expand: ['latest_charge'] }),
    charge: await stripe.charges.retrieve(payment.latest_charge as string),
    'partial refund': refund,
    'the refund, by the same key': repeat(refund, repeated),
    'another refund, by the same key': await refusalOf(stripe.refunds.create({ ...params, amount: 1 }, key)),
    'refund of more than is left': await refusalOf(stripe.refunds.create({ ...params, amount: 2000 })),
    'refund, read again': await stripe.refunds.retrieve(refund.id),
    'refunds of the payment': await stripe.refunds.list({ payment_intent: payment.id, limit: 100 }),
    'refund of the rest': await stripe.refunds.create({ payment_intent: payment.id }),
    'charge, refunded': await stripe.charges.retrieve(payment.latest_charge as string),
    'unknown refund': await refusalOf(stripe.refunds.retrieve('re_none')),
  };
}

async function callDisputes(stripe: Stripe): Promise<Answers> {
  const disputed = await pay(stripe, 'pm_card_createDispute');
  const reported = await pay(stripe, 'pm_card_createIssuerFraudRecord');
  const dispute = await appears(async () => (await stripe.disputes.list({ payment_intent: disputed.id })).data[0]);
  const warning = await appears(
    async () => (await stripe.radar.earlyFraudWarnings.list({ payment_intent: reported.id })).data[0],
  );
  return {
    dispute: await stripe.disputes.retrieve(dispute.id),
    'early fraud warning': await stripe.radar.earlyFraudWarnings.retrieve(warning.id),
    'unknown dispute': await refusalOf(stripe.disputes.retrieve('du_none')),
  };
}

/** Two boosters with a discount, delivered at home. */
function sessionRequest(overrides: Partial<AgreedContents> = {}): SessionRequest {
  const line = { variantId: 'contract-variant', quantity: 2, unitPriceCents: 650 };
  const contents: AgreedContents = {
    installationId: 'contract',
    checkoutId: `contract-${randomUUID()}`,
    userId: null,
    lines: [line],
    discountCents: 100,
    promoCode: 'CONTRAT',
    shipping: { method: 'COLISSIMO_HOME', priceCents: 790 },
    ...overrides,
  };
  const createdAt = new Date();
  const address = { line1: '1 rue des Cartes', line2: null, postal_code: '75011', city: 'Paris', state: null };
  return {
    contents,
    email: contents.shipping && 'acheteur@example.com',
    shippingAddress: contents.shipping && {
      name: 'Camille Martin',
      phone: '+33612345678',
      address: { ...address, country: 'France', countryCode: 'FR' },
    },
    lines: [
      {
        id: line.variantId,
        productId: 'contract-product',
        productName: 'Écarlate et Violet',
        variantName: 'Booster',
        language: 'Français',
        edition: null,
        sku: null,
        priceCents: line.unitPriceCents,
        stock: 10,
        imageUrl: null,
        quantity: line.quantity,
      },
    ],
    paymentMethods: ['card', 'link', 'paypal'],
    successUrl: 'https://example.com/checkout/success?sid={CHECKOUT_SESSION_ID}',
    cancelUrl: 'https://example.com/panier',
    createdAt,
    expiresAt: new Date(createdAt.getTime() + 35 * 60_000),
    publicUrl: 'https://example.com',
  };
}

/** A hosted session can only be paid in a browser, so this pays without one. */
function pay(stripe: Stripe, card: TestCard): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount: 1200,
    currency: 'eur',
    confirm: true,
    payment_method: card,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    metadata: toMetadata(sessionRequest().contents),
    shipping: {
      name: 'Camille Martin',
      phone: '+33612345678',
      address: { line1: '1 rue des Cartes', postal_code: '75011', city: 'Paris', country: 'FR' },
    },
  });
}

function expiredEvent(stripe: Stripe, sessionId: string): Promise<object> {
  return appears(async () => {
    const { data } = await stripe.events.list({ type: 'checkout.session.expired', limit: 100 });
    const event = data.find(({ data: { object } }) => (object as { id?: string }).id === sessionId);
    // Its object is in the account's API version, not in the request's.
    return event && { ...event, data: { object: { id: sessionId } } };
  });
}

/** Whether Stripe did the work once. */
function repeat(first: { id: string }, second: { id: string }): object {
  return { object: 'repeat', isSame: first.id === second.id };
}

/** What the shop reads of a refusal. */
async function refusalOf(call: Promise<unknown>): Promise<object> {
  const error: unknown = await call.then(
    () => new Error('was not refused'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const { type, statusCode, code, param } = error;
  return {
    object: 'refusal',
    type,
    statusCode,
    isMissing: isMissing(error),
    isAboutPicture: isAboutPicture(error),
    exists: code === 'resource_already_exists',
    isAboutEmail: param === 'customer_email',
  };
}

function around(second: number) {
  return { gte: second - 5, lte: second + 5 };
}

async function listed<T>(list: AsyncIterable<T>, wanted: (entry: T) => boolean): Promise<T[]> {
  const found: T[] = [];
  for await (const entry of list) if (wanted(entry)) found.push(entry);
  return found;
}

/** Stripe makes disputes, warnings and events a moment later. */
async function appears<T>(read: () => Promise<T | undefined>, withinMs = 60_000): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const found = await read();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`Nothing within ${withinMs} ms: ${read.toString()}`);
    await sleep(1000);
  }
}
