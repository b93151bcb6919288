import { createAdmin } from './factories/user.js';
import { expectPolite, isAnswer } from './support/chaos/answers.js';
import { CALLS_ABOUT_MONEY } from './support/chaos/calls-about-money.js';
import { CALLS_ABOUT_PAGES } from './support/chaos/calls-about-pages.js';
import { jobsRun } from './support/chaos/jobs.js';
import { expectNoMoneyLost } from './support/chaos/money.js';
import { Stage } from './support/chaos/stage.js';
import type { StripeCall } from './support/chaos/stripe-call.js';
import { clearFaults, listFaults, plantFault, stripeFor, type FaultRequest } from './support/sandbox.js';
import { startApp } from './support/start-app.js';

/** `CHAOS=1` (npm run test:chaos) is the long form: every fault, and time-outs that take their time. */
const LONG = process.env.CHAOS !== undefined;

type Fault = Omit<FaultRequest, 'match'>;

/** More often than anything of ours tries. */
const ALWAYS = 99;
/** Longer than the SDK waits. */
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

function textOf(reason: unknown): string {
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
}
