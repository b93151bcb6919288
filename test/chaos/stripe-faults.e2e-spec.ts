import type Stripe from 'stripe';
import { createAdmin } from '../factories/user.js';
import { expectConsistent } from '../support/consistency.js';
import { clearFaults, listFaults, plantFault, stripeFor, type FaultRequest } from '../support/sandbox.js';
import { startApp, type RunningApp } from '../support/start-app.js';
import { CALLS_ABOUT_MONEY } from './calls-about-money.js';
import { CALLS_ABOUT_PAGES } from './calls-about-pages.js';
import { Stage, type Answer, type StripeCall } from './stage.js';
import { jobsRun } from './time.js';
import { expectNothingHalfDone, readStripe } from './totals.js';

/** `CHAOS=1` (npm run test:chaos) is the long form: every fault, and time-outs that take their time. */
const LONG = process.env.CHAOS !== undefined;

type Fault = Omit<FaultRequest, 'match'>;

/** More often than anything of ours tries. */
const ALWAYS = 99;
/** Longer than an attempt may take while a user waits. */
const TOO_LONG_MS = 4_500;
/** Not too long for one call, and too long for several in a row. */
const SLOW_MS = 3_000;

const SHORT_FAULTS: Fault[] = [
  { kind: 'error', times: ALWAYS },
  { kind: 'error_after', times: 1 },
  { kind: 'lost', times: 1 },
  { kind: 'timeout', times: ALWAYS, delayMs: 20 },
];
const MORE_FAULTS: Fault[] = [
  { kind: 'error', times: 1 },
  { kind: 'error_after', times: ALWAYS },
  { kind: 'lost', times: ALWAYS },
  { kind: 'timeout', times: 1, delayMs: TOO_LONG_MS },
  { kind: 'delay', times: 1, delayMs: TOO_LONG_MS },
  { kind: 'delay', times: ALWAYS, delayMs: SLOW_MS },
  { kind: 'delay', times: ALWAYS, delayMs: TOO_LONG_MS },
];
/** Failed before, done and failed, done and lost, too late: between them the two databases see each in `npm test`. */
const ON_POSTGRESQL: Fault['kind'][] = ['error_after', 'lost'];
const SHORT = SHORT_FAULTS.filter(({ kind }) => ON_POSTGRESQL.includes(kind) === isPostgresql());
const FAULTS = LONG ? [...SHORT_FAULTS, ...MORE_FAULTS] : SHORT;

function isPostgresql(): boolean {
  return process.env.TEST_POSTGRES !== undefined;
}

/** A shop a fault, so that one does not wait for the other's pauses. */
const stages: Stage[] = [];
beforeAll(async () => {
  for (let i = 0; i < FAULTS.length; i++) {
    const shop = await startApp();
    stages.push(new Stage(shop, await createAdmin(shop)));
  }
});
afterAll(() => Promise.all(stages.map(({ shop }) => shop.close())));

describe.each([...CALLS_ABOUT_PAGES, ...CALLS_ABOUT_MONEY])('$name', (call) => {
  it('failed before and after, lost, late, once and always: nothing lost, nothing twice, nothing stuck', async () => {
    const runs = await Promise.allSettled(stages.map((stage, i) => goThrough(stage, call, FAULTS[i]!)));
    const failed = runs.flatMap((run, i) =>
      run.status === 'rejected' ? [`${JSON.stringify(FAULTS[i])}: ${textOf(run.reason)}`] : [],
    );
    expect(failed.join('\n\n')).toBe('');
  });
});

async function goThrough(stage: Stage, call: StripeCall, fault: Fault): Promise<void> {
  const { shop } = stage;
  const flow = await call.prepare(stage);
  await plantFault(shop, { match: call.match, ...fault });
  const answer = await flow.act();
  const [planted] = await listFaults(shop);
  expect(planted?.hits).toBeGreaterThan(0);
  await clearFaults(shop);
  if (isAnswer(answer)) expectPolite(answer);

  await flow.again?.();
  await jobsRun(shop);
  await flow.check();
  await expectNoMoneyLost(shop, stripeFor(shop));
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'retryAfter' in value;
}

/** What a person must never be told while Stripe has trouble: a failure of ours, or nothing for too long. */
function expectPolite({ status, body, retryAfter, ms }: Answer): void {
  expect(ms).toBeLessThan(10_000);
  if (status < 500) return;
  expect({ status, code: body.code }).toEqual({ status: 503, code: 'PAYMENT_UNAVAILABLE' });
  expect(Number(retryAfter)).toBeGreaterThan(0);
}

/**
 * After failures and retries: every payment at Stripe has an order, every refund at Stripe is in its order, no session
 * is payable by accident, nothing stays reserved, and every mail was sent.
 */
async function expectNoMoneyLost(shop: RunningApp, stripe: Stripe): Promise<void> {
  const { sessions, refunds } = await readStripe(stripe);
  const orders = await shop.prisma.order.findMany();
  const paid = sessions.filter(({ payment_status }) => payment_status === 'paid');
  expect(orders.map(({ stripeSessionId: id }) => id).sort()).toEqual(paid.map(({ id }) => id).sort());

  const backAtStripe = new Map<unknown, number>();
  for (const { payment_intent: id, amount } of refunds) backAtStripe.set(id, (backAtStripe.get(id) ?? 0) + amount);
  const back = orders.filter(({ refundedCents }) => refundedCents > 0);
  expect(new Map(back.map(({ paymentIntentId, refundedCents }) => [paymentIntentId, refundedCents]))).toEqual(
    backAtStripe,
  );
  expect(orders.filter(({ refundedCents, totalCents }) => refundedCents > totalCents)).toEqual([]);
  expect(await shop.prisma.refund.findMany({ where: { status: { not: 'SUCCEEDED' } } })).toEqual([]);

  await expectNoPageToBeLeft(shop, sessions);
  await expectNothingHalfDone(shop);
  await expectConsistent(shop);
  expect(await shop.prisma.outboxMail.findMany({ where: { doneAt: null } })).toEqual([]);
}

/** A page that Stripe made and said that it had not: it is open until it lapses, and nobody was given its address. */
async function expectNoPageToBeLeft(shop: RunningApp, sessions: Stripe.Checkout.Session[]): Promise<void> {
  const open = sessions.filter(({ status }) => status === 'open').map(({ client_reference_id: id }) => id!);
  const rows = await shop.prisma.checkoutSession.findMany({ where: { id: { in: open } } });
  expect(rows.map(({ status, url }) => ({ status, url }))).toEqual(open.map(() => ({ status: 'CLOSED', url: null })));
}

function textOf(reason: unknown): string {
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
}
