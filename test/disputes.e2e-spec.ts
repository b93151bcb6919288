import { DisputesGateway } from '../src/checkout/stripe/disputes.gateway.js';
import { DisputeChecks } from '../src/checkout/disputes/dispute-checks.service.js';
import { buyOrder, type PaidOrder } from './factories/paid-order.js';
import { createAdmin, type TestUser } from './factories/user.js';
import { captureLog } from './support/captured-log.js';
import { expectConsistent } from './support/consistency.js';
import { orderDesk, type OrderDesk } from './support/order-desk.js';
import {
  clearFaults,
  closeDispute,
  closeReview,
  deliverEvent,
  disputeCharge,
  escalateDispute,
  listEvents,
  openReview,
  plantFault,
  refundInDashboard,
  reportFraud,
  respondToDispute,
  settledEvents,
  signedWebhook,
} from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

let shop: RunningApp;
let admin: TestUser;
let desk: OrderDesk;
beforeAll(async () => {
  shop = await startApp();
  admin = await createAdmin(shop);
  desk = orderDesk(shop, admin);
});
afterEach(() => clearFaults(shop));
afterAll(async () => {
  await expectConsistent(shop);
  await shop.close();
});

const DAY_MS = 24 * 60 * 60_000;

const rowsOf = (orderId: string) =>
  shop.prisma.dispute.findMany({
    where: { orderId },
    select: { id: true, status: true, reason: true, amountCents: true, version: true },
  });
const notesOf = async (id: string) =>
  (await desk.read(id)).events.filter(({ type }) => type === 'NOTE').map(({ message }) => message);
/** Subjects of the mails to the shop about an order, sorted. */
async function subjectsOf(subjectId: string) {
  const mails = await shop.prisma.outboxMail.findMany({ where: { subjectId, kind: 'shop.alert' } });
  return mails.map(({ data }) => (data as { subject: string }).subject).sort();
}
/** Ids of a session's events that are about disputes, reviews and warnings, oldest first. */
const eventIds = async ({ stripeSessionId }: PaidOrder) =>
  (await listEvents(shop, stripeSessionId)).filter(({ type }) => /dispute|review|radar/.test(type)).map(({ id }) => id);
const runJob = (now?: Date) => shop.app.get(DisputeChecks, { strict: false }).checkOpen(undefined, now);
const detailOf = async (id: string) => (await desk.get(`orders/${id}`)).body.order;
const codeOf = async (request: ReturnType<OrderDesk['ship']>) => {
  const { status, body } = await request;
  return status === 200 ? 200 : `${status} ${body.code}`;
};

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

describe('a dispute', () => {
  it('is a row by Stripe’s id, shown with its order, marks it for review and is told to the shop once', async () => {
    const order = await buyOrder(shop);
    const { id } = await disputeCharge(shop, order.stripeSessionId, { reason: 'product_not_received' });
    await settledEvents(shop, order.stripeSessionId);
    const after = await desk.read(order.id);
    expect(after).toMatchObject({ status: 'CONFIRMED', needsReview: true, refundedCents: 0, lostCents: 0 });
    const [note] = await notesOf(order.id);
    expect(note).toMatch(/^Litige bancaire : 107,70.*« commande non reçue ».*« réponse attendue ».*jusqu’au/);
    expect(after.reviewNote).toContain(note);
    expect((await detailOf(order.id)).disputes).toEqual([
      {
        id,
        status: 'needs_response',
        reason: 'product_not_received',
        amountCents: order.totalCents,
        currency: 'eur',
        evidenceDueAt: expect.any(String),
        openedAt: expect.any(String),
        updatedAt: expect.any(String),
      },
    ]);
    for (const eventId of await eventIds(order)) await deliverEvent(shop, eventId);
    expect(await desk.read(order.id)).toEqual(after);
    expect(await subjectsOf(order.id)).toEqual(['Un paiement est contesté']);
  });

  it('that began as an inquiry and escalates is told at each step that a person must know', async () => {
    const order = await buyOrder(shop);
    const { id } = await disputeCharge(shop, order.stripeSessionId, { inquiry: true });
    await respondToDispute(shop, id);
    await settledEvents(shop, order.stripeSessionId);
    expect(await subjectsOf(order.id)).toEqual(['La banque d’un client demande des informations']);
    await escalateDispute(shop, id);
    await settledEvents(shop, order.stripeSessionId);
    expect(await rowsOf(order.id)).toMatchObject([{ id, status: 'needs_response' }]);
    await respondToDispute(shop, id);
    await closeDispute(shop, id, 'lost');
    await settledEvents(shop, order.stripeSessionId);
    expect(await rowsOf(order.id)).toMatchObject([{ id, status: 'lost' }]);
    expect(await subjectsOf(order.id)).toEqual([
      'La banque d’un client demande des informations',
      'Un litige est perdu',
      'Une demande d’informations devient un litige',
    ]);
    const begins = (await notesOf(order.id)).map((note) => note?.split(' : ')[0]);
    expect(begins).toEqual([
      'Demande d’informations de la banque',
      'Demande d’informations de la banque',
      'La demande d’informations devient un litige bancaire',
      'Litige bancaire',
      'Litige bancaire clos',
    ]);
  });

  it('ends in the same state after its events in every order, each twice, and all at once', async () => {
    const [sample, ...others] = await Promise.all(Array.from({ length: 8 }, () => buyOrder(shop)));
    const outcome = async (order: PaidOrder) => {
      const { status, needsReview, lostCents, refundedCents } = await desk.read(order.id);
      const rows = (await rowsOf(order.id)).map(({ id: _id, ...row }) => row);
      const stripeEvents = await shop.prisma.stripeEvent.findMany({ where: { id: { in: await eventIds(order) } } });
      const states = stripeEvents.map((event) => event.status);
      const notes = await notesOf(order.id);
      return { status, needsReview, lostCents, refundedCents, rows, states, notes, told: await subjectsOf(order.id) };
    };
    /** Created, updated and closed at Stripe, and nothing of it known here. */
    const unheard = async (order: PaidOrder) => {
      const { id } = await disputeCharge(shop, order.stripeSessionId, { inquiry: true, delivery: 'none' });
      await respondToDispute(shop, id, { delivery: 'none' });
      await closeDispute(shop, id, 'lost', { delivery: 'none' });
      const ids = await eventIds(order);
      expect(ids).toHaveLength(3);
      return ids;
    };
    for (const id of await unheard(sample!)) await deliverEvent(shop, id);
    const expected = await outcome(sample!);
    expect(expected).toMatchObject({ rows: [{ status: 'warning_closed', version: 1 }] });
    expect(expected.states).toEqual(['APPLIED', 'APPLIED', 'APPLIED']);

    for (const [index, places] of permutations([0, 1, 2]).entries()) {
      const ids = await unheard(others[index]!);
      for (const place of [...places, ...places.toReversed()]) await deliverEvent(shop, ids[place]!);
      expect(await outcome(others[index]!)).toEqual(expected);
    }
    const atOnce = others[6]!;
    const ids = await unheard(atOnce);
    await Promise.all([...ids, ...ids].map((id) => deliverEvent(shop, id)));
    expect(await outcome(atOnce)).toEqual(expected);
  });

  it('that changes while its events arrive ends as Stripe says, in any order of the writes', async () => {
    const order = await buyOrder(shop);
    const { id } = await disputeCharge(shop, order.stripeSessionId, { delivery: 'none' });
    const [created] = await eventIds(order);
    // The first reading is on its way for a while, and old when it arrives.
    await plantFault(shop, { match: { method: 'GET', path: '/v1/disputes/*' }, kind: 'delay', delayMs: 1500 });
    const slow = deliverEvent(shop, created!);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await respondToDispute(shop, id, { delivery: 'none' });
    await closeDispute(shop, id, 'lost', { delivery: 'none' });
    for (const eventId of (await eventIds(order)).slice(1)) await deliverEvent(shop, eventId);
    await slow;
    expect(await rowsOf(order.id)).toMatchObject([{ status: 'lost' }]);
    expect(await desk.read(order.id)).toMatchObject({ lostCents: order.totalCents });
  });

  it('that is lost counts as money gone in the figures and the sales report; one that is won does not', async () => {
    const figures = async () => {
      const { body } = await desk.get('stats/orders');
      const report = (await desk.get('reports/sales')).body;
      const dashboard = (await desk.get('dashboard')).body;
      const revenue = body.stats.totalRevenue as number;
      expect([report.total.revenue, dashboard.stats.revenue.total]).toEqual([revenue, revenue]);
      return revenue;
    };
    const [lost, part, won] = [await buyOrder(shop), await buyOrder(shop), await buyOrder(shop)];
    await refundInDashboard(shop, part.stripeSessionId, 1000);
    await settledEvents(shop, part.stripeSessionId);
    const before = await figures();
    const end = async (order: PaidOrder, outcome: 'won' | 'lost') => {
      const { id } = await disputeCharge(shop, order.stripeSessionId);
      await closeDispute(shop, id, outcome);
      await settledEvents(shop, order.stripeSessionId);
    };
    await end(won, 'won');
    expect(await figures()).toBe(before);
    await end(lost, 'lost');
    expect(await figures()).toBe(before - lost.totalCents);
    // Stripe disputes the whole amount and returns what was refunded.
    await end(part, 'lost');
    expect(await figures()).toBe(before - lost.totalCents - (part.totalCents - 1000));
    expect(await detailOf(lost.id)).toMatchObject({ status: 'CONFIRMED', lostCents: lost.totalCents });
    expect(await subjectsOf(won.id)).toEqual(['Un litige est gagné', 'Un paiement est contesté']);
  });

  it('of which no event told is read again by the job, which reminds the shop of evidence that is due', async () => {
    const order = await buyOrder(shop);
    const { id } = await disputeCharge(shop, order.stripeSessionId, { inquiry: true });
    await settledEvents(shop, order.stripeSessionId);
    await escalateDispute(shop, id, { delivery: 'none' });
    await runJob();
    expect(await rowsOf(order.id)).toMatchObject([{ id, status: 'needs_response' }]);
    const told = await subjectsOf(order.id);
    expect(told).toHaveLength(2);
    for (const days of [5, 7, 8]) await runJob(new Date(Date.now() + days * DAY_MS));
    expect(await subjectsOf(order.id)).toEqual(['Un litige attend une réponse', ...told].sort());
  });

  it('waits while Stripe does not answer, and is applied by a repeated event', async () => {
    const order = await buyOrder(shop);
    await disputeCharge(shop, order.stripeSessionId, { delivery: 'none' });
    const [created] = await eventIds(order);
    await plantFault(shop, { match: { method: 'GET', path: '/v1/disputes/*' }, kind: 'error', times: 9 });
    expect((await deliverEvent(shop, created!)).status).toBe(503);
    expect(await rowsOf(order.id)).toEqual([]);
    await clearFaults(shop);
    expect((await deliverEvent(shop, created!)).status).toBe(200);
    expect(await rowsOf(order.id)).toHaveLength(1);
  });
});

describe('an early fraud warning', () => {
  it('is noted, told once, and ends with a dispute or a full refund', async () => {
    const order = await buyOrder(shop);
    const { id } = await reportFraud(shop, order.stripeSessionId, { fraudType: 'made_with_stolen_card' });
    await settledEvents(shop, order.stripeSessionId);
    expect(await notesOf(order.id)).toEqual([expect.stringContaining('carte volée')]);
    expect((await detailOf(order.id)).paymentWarnings).toMatchObject([
      { id, kind: 'EARLY_FRAUD_WARNING', reason: 'made_with_stolen_card', isOpen: true, closedReason: null },
    ]);
    for (const eventId of await eventIds(order)) await deliverEvent(shop, eventId);
    expect(await subjectsOf(order.id)).toEqual(['Une banque signale une fraude']);
    expect(await codeOf(desk.ship(order.id))).toBe('409 ORDER_UNDER_REVIEW');

    await refundInDashboard(shop, order.stripeSessionId);
    await settledEvents(shop, order.stripeSessionId);
    expect(await detailOf(order.id)).toMatchObject({ status: 'REFUNDED', paymentWarnings: [{ isOpen: false }] });
    expect(await subjectsOf(order.id)).toEqual(['Une banque signale une fraude']);
  });
});

describe('a review', () => {
  it('is told when it opens and when it closes, in any order of events', async () => {
    const [told, late] = [await buyOrder(shop), await buyOrder(shop)];
    const { id } = await openReview(shop, told.stripeSessionId);
    await settledEvents(shop, told.stripeSessionId);
    expect(await codeOf(desk.ship(told.id))).toBe('409 ORDER_UNDER_REVIEW');
    await closeReview(shop, id);
    await settledEvents(shop, told.stripeSessionId);
    expect(await subjectsOf(told.id)).toEqual(['L’examen d’un paiement est clos', 'Un paiement est à examiner']);
    expect(await detailOf(told.id)).toMatchObject({ paymentWarnings: [{ isOpen: false, closedReason: 'approved' }] });
    expect(await codeOf(desk.ship(told.id))).toBe(200);

    const unheard = await openReview(shop, late.stripeSessionId, { delivery: 'none' });
    await closeReview(shop, unheard.id, { closedReason: 'acknowledged', delivery: 'none' });
    const ids = await eventIds(late);
    await Promise.all([...ids.toReversed(), ...ids].map((eventId) => deliverEvent(shop, eventId)));
    expect(await subjectsOf(late.id)).toEqual(['L’examen d’un paiement est clos']);
    expect(await detailOf(late.id)).toMatchObject({ paymentWarnings: [{ isOpen: false }] });
  });

  it('that was opened before the order was made is applied once it is', async () => {
    const order = await buyOrder(shop);
    const { id } = await openReview(shop, order.stripeSessionId, { delivery: 'none' });
    const [opened] = await eventIds(order);
    // The order of another payment: this one is not known yet.
    await shop.prisma.order.update({ where: { id: order.id }, data: { paymentIntentId: null } });
    await deliverEvent(shop, opened!);
    expect(await shop.prisma.stripeEvent.findUnique({ where: { id: opened! } })).toMatchObject({ status: 'WAITING' });
    await shop.prisma.order.update({ where: { id: order.id }, data: { paymentIntentId: order.paymentIntentId } });
    await shop.http.post(`/api/admin/events/${opened!}/replay`).set(admin.auth).expect(200);
    expect(await detailOf(order.id)).toMatchObject({ paymentWarnings: [{ id, isOpen: true }] });
  });
});

describe('shipping a disputed order', () => {
  const disputed = async () => {
    const order = await buyOrder(shop);
    const { id } = await disputeCharge(shop, order.stripeSessionId);
    await settledEvents(shop, order.stripeSessionId);
    return { ...order, disputeId: id };
  };
  const auditOf = (subjectId: string) => shop.prisma.auditLogEntry.findMany({ where: { subjectId } });

  it.each<[string, (id: string, body: object) => ReturnType<OrderDesk['ship']>]>([
    ['POST …/ship', (id, body) => desk.ship(id, body)],
    ['POST …/deliver', (id, body) => desk.deliver(id, body)],
    ['PATCH …/status to SHIPPED', (id, body) => desk.setStatus(id, 'SHIPPED', body)],
    ['PATCH …/status to DELIVERED', (id, body) => desk.setStatus(id, 'DELIVERED', body)],
  ])(
    '%s answers 409 ORDER_DISPUTED and changes nothing; with force it ships, and the audit log says so',
    async (_, send) => {
      const order = await disputed();
      const before = await desk.read(order.id);
      for (const body of [{}, { force: false }, { force: null }]) {
        expect(await codeOf(send(order.id, body))).toBe('409 ORDER_DISPUTED');
      }
      expect(await desk.read(order.id)).toEqual(before);
      expect(await auditOf(order.id)).toEqual([]);
      expect(await codeOf(send(order.id, { force: 'yes' }))).toBe('400 VALIDATION_ERROR');

      expect(await codeOf(send(order.id, { force: true }))).toBe(200);
      const [entry, ...more] = await auditOf(order.id);
      expect(entry).toMatchObject({ adminId: admin.id, after: { force: true, despite: 'ORDER_DISPUTED' } });
      expect(more).toEqual([]);
    },
  );

  it('needs no force once it is won, or an inquiry is closed; one that is lost still does', async () => {
    const [won, lost] = [await disputed(), await disputed()];
    const asked = await buyOrder(shop);
    const { id } = await disputeCharge(shop, asked.stripeSessionId, { inquiry: true });
    await settledEvents(shop, asked.stripeSessionId);
    expect(await codeOf(desk.ship(asked.id))).toBe('409 ORDER_DISPUTED');
    await closeDispute(shop, won.disputeId, 'won');
    await closeDispute(shop, lost.disputeId, 'lost');
    await closeDispute(shop, id, 'won');
    for (const { stripeSessionId } of [won, lost, asked]) await settledEvents(shop, stripeSessionId);
    expect(await codeOf(desk.ship(won.id, { force: true }))).toBe(200);
    expect((await auditOf(won.id))[0]!.after).not.toHaveProperty('force');
    expect(await codeOf(desk.ship(asked.id))).toBe(200);
    expect(await codeOf(desk.ship(lost.id))).toBe('409 ORDER_DISPUTED');
  });

  it('that was lost before it left: CANCELLED asks Stripe for nothing, and its units are for sale again', async () => {
    const order = await buyOrder(shop);
    const { id } = await disputeCharge(shop, order.stripeSessionId);
    await closeDispute(shop, id, 'lost');
    await settledEvents(shop, order.stripeSessionId);
    await desk.setStatus(order.id, 'CANCELLED', { needsReview: false }).expect(200);
    expect(await desk.read(order.id)).toMatchObject({
      ...{ status: 'CANCELLED', refundedCents: 0, lostCents: order.totalCents, needsReview: false },
      refunds: [{ status: 'SUCCEEDED', amountCents: 0, stripeRefundId: null }],
    });
    expect([await desk.refundsAtStripe(order), await desk.stockOf(order)]).toEqual([[], 10]);
  });

  it('that was lost, cancelled, and won by an appeal: a person must give the money back', async () => {
    const order = await buyOrder(shop);
    const dispute = await disputeCharge(shop, order.stripeSessionId);
    await closeDispute(shop, dispute.id, 'lost');
    await settledEvents(shop, order.stripeSessionId);
    await desk.setStatus(order.id, 'CANCELLED', { needsReview: false }).expect(200);
    jest
      .spyOn(shop.app.get(DisputesGateway, { strict: false }), 'find')
      .mockResolvedValue({ ...dispute, status: 'won' });
    const event = { id: 'evt_appeal', object: 'event', type: 'charge.dispute.updated', data: { object: dispute } };
    await signedWebhook(shop, event).expect(200);
    jest.restoreAllMocks();
    expect(await desk.read(order.id)).toMatchObject({ status: 'CANCELLED', lostCents: 0, needsReview: true });
  });

  it('that was lost after it left: REFUNDED, and the units stay out', async () => {
    const order = await buyOrder(shop);
    await desk.ship(order.id).expect(200);
    const { id } = await disputeCharge(shop, order.stripeSessionId);
    await closeDispute(shop, id, 'lost');
    await settledEvents(shop, order.stripeSessionId);
    await desk.setStatus(order.id, 'REFUNDED', { needsReview: false }).expect(200);
    expect(await desk.read(order.id)).toMatchObject({ status: 'REFUNDED', refundedCents: 0, needsReview: false });
    expect([await desk.refundsAtStripe(order), await desk.stockOf(order)]).toEqual([[], 8]);
  });

  it('is no obstacle to what has left already, and INVALID_STATUS_TRANSITION comes first', async () => {
    const order = await buyOrder(shop);
    await desk.ship(order.id).expect(200);
    await disputeCharge(shop, order.stripeSessionId);
    await settledEvents(shop, order.stripeSessionId);
    expect(await codeOf(desk.ship(order.id))).toBe(200);
    expect(await codeOf(desk.deliver(order.id))).toBe(200);
    const cancelled = await buyOrder(shop);
    await desk.setStatus(cancelled.id, 'CANCELLED').expect(200);
    await reportFraud(shop, cancelled.stripeSessionId);
    await settledEvents(shop, cancelled.stripeSessionId);
    expect(await codeOf(desk.ship(cancelled.id))).toBe('409 INVALID_STATUS_TRANSITION');
  });

  it('at the same moment as the dispute arrives: it left before, or is refused', async () => {
    for (let round = 0; round < 4; round++) {
      const order = await buyOrder(shop);
      await disputeCharge(shop, order.stripeSessionId, { delivery: 'none' });
      const ids = await eventIds(order);
      const [shipped] = await Promise.all([codeOf(desk.ship(order.id)), ...ids.map((id) => deliverEvent(shop, id))]);
      const { status } = await desk.read(order.id);
      expect([shipped, status]).toEqual(shipped === 200 ? [200, 'SHIPPED'] : ['409 ORDER_DISPUTED', 'CONFIRMED']);
      expect(await rowsOf(order.id)).toHaveLength(1);
    }
  });
});

describe('events about payments that the shop does not know', () => {
  it.each<[string, { payment_intent?: string | null; [field: string]: unknown }]>([
    ['charge.dispute.created', { object: 'dispute', payment_intent: 'pi_unknown' }],
    ['charge.dispute.closed', { object: 'dispute', payment_intent: null }],
    ['refund.failed', { object: 'refund', amount: 100, status: 'failed', payment_intent: 'pi_unknown' }],
    ['refund.created', { object: 'refund', amount: 100, status: 'pending', payment_intent: null }],
    ['charge.refunded', { object: 'charge', payment_intent: 'pi_unknown' }],
    ['radar.early_fraud_warning.created', { object: 'radar.early_fraud_warning', charge: 'ch_unknown' }],
    ['review.opened', { object: 'review', charge: null }],
    ['review.closed', { object: 'review', charge: 'ch_1', payment_intent: 'pi_unknown' }],
  ])('%s: 200, and it is kept, listed, and logged with a code', async (type, object) => {
    const log = captureLog(shop);
    const id = `evt_${type.replaceAll('.', '_')}_${object.payment_intent ?? 'none'}`;
    const event = { id, object: 'event', type, api_version: '2026-10-28.endive', created: 1_700_000_000 };
    await signedWebhook(shop, { ...event, data: { object: { id: `x_${id}`, ...object } } }).expect(200);
    const { body } = await desk.get(`events?objectId=x_${id}`);
    expect(body.events).toMatchObject([{ id, type, status: 'IGNORED' }]);
    expect(log.lines.filter((line) => line.includes('"OTHER_INSTALLATION"'))).toHaveLength(1);
  });

  it('a dispute of our payment that Stripe does not know is kept for review', async () => {
    const { paymentIntentId } = await buyOrder(shop);
    const event = { id: 'evt_dp', object: 'event', type: 'charge.dispute.created', api_version: '2026-10-28.endive' };
    const object = { id: 'dp_none', object: 'dispute', payment_intent: paymentIntentId };
    await signedWebhook(shop, { ...event, data: { object } }).expect(200);
    const { body } = await desk.get('events?status=REVIEW');
    expect(body.events).toMatchObject([{ id: 'evt_dp', lastError: expect.stringMatching(/^NOT_AT_STRIPE: /) }]);
  });
});

it('a dispute tells the day on which evidence is due in the shop’s time zone', async () => {
  // At nearly any time of the day one of the two has another day than Paris.
  const timeZone = new Date().getUTCHours() < 10 ? 'Pacific/Pago_Pago' : 'Pacific/Kiritimati';
  const far = await startApp({ SHOP_TIME_ZONE: timeZone });
  const { id, stripeSessionId } = await buyOrder(far);
  await disputeCharge(far, stripeSessionId);
  await settledEvents(far, stripeSessionId);
  const { order } = (await orderDesk(far, await createAdmin(far)).get(`orders/${id}`)).body;
  const due = new Date(order.disputes[0].evidenceDueAt as string);
  const day = due.toLocaleDateString('fr-FR', { dateStyle: 'long', timeZone });
  expect(order.reviewNote).toMatch(new RegExp(` jusqu’au ${day}\\.$`));
  await far.close();
});
