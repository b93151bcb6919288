import { execFile } from 'node:child_process';
import { startSandboxServer, type SandboxServer } from '../support/sandbox-server.js';
import { contractTarget } from './contract-target.js';
import { shapeDifferences } from './shape-differences.js';

describe('shapeDifferences', () => {
  const refund = () => ({
    object: 'refund',
    id: 're_1',
    amount: 500,
    status: 'succeeded',
    payment_intent: 'pi_1',
    metadata: {},
    reason: null as string | null,
    destination_details: { type: 'card' },
  });
  const find = (stripe: object, sandbox: object) => shapeDifferences('refund', stripe, sandbox);

  it('finds none between answers of one shape, whatever their ids, and accepts more fields at Stripe', () => {
    expect(find({ ...refund(), id: 're_2', failure_balance_transaction: 'txn_1' }, refund())).toEqual([]);
  });

  it('accepts a null where the shop does not look', () => {
    expect(find({ ...refund(), reason: 'duplicate' }, refund())).toEqual([]);
  });

  it('finds a field that only the sandbox has, nested and in lists too', () => {
    const extra = { ...refund(), destination_details: { type: 'card', card: {} } };
    expect(find(refund(), extra)).toEqual(['refund.destination_details.card: only in the sandbox']);
    const list = (entry: object) => ({ object: 'list', has_more: false, data: [entry] });
    expect(find(list(refund()), list(extra))).toEqual(['refund.data[0].destination_details.card: only in the sandbox']);
  });

  it('finds another type', () => {
    expect(find({ ...refund(), destination_details: 'card' }, refund())).toEqual([
      'refund.destination_details: string at Stripe, object here',
    ]);
  });

  it('finds a field that the shop reads and one of them lacks or has as null', () => {
    const { payment_intent: _payment, ...without } = refund();
    const message = 'refund.payment_intent, which the shop reads: ';
    expect(find(refund(), without)).toEqual([`${message}string at Stripe, undefined here`]);
    expect(find(without, refund())).toContain(`${message}undefined at Stripe, string here`);
    expect(find({ ...refund(), payment_intent: null }, refund())).toEqual([`${message}null at Stripe, string here`]);
    expect(find(without, without)).toEqual([`${message}undefined at Stripe, undefined here`]);
  });

  it('finds another value where the shop decides by it', () => {
    expect(find({ ...refund(), status: 'pending' }, refund())).toEqual([
      'refund.status: "pending" at Stripe, "succeeded" here',
    ]);
  });
});

describe('npm run test:stripe', () => {
  let sandbox: SandboxServer;
  beforeAll(async () => {
    sandbox = await startSandboxServer();
  });
  afterAll(() => sandbox.close());

  it('says without a key that it was skipped', async () => {
    expect(await run({})).toMatchObject({
      code: 0,
      output: expect.stringContaining('Skipped: STRIPE_CONTRACT_KEY is not set') as string,
    });
  });

  it('finds no difference between two sandboxes', async () => {
    expect(await run({ STRIPE_CONTRACT_KEY: 'sk_test_contract', STRIPE_CONTRACT_BASE: sandbox.base })).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^Tests: +6 passed, 6 total$/m) as string,
    });
  });

  it('refuses a live key', () => {
    const env = { STRIPE_CONTRACT_KEY: 'sk_live_contract' };
    expect(() => contractTarget(env as never)).toThrow('STRIPE_CONTRACT_KEY must be a test key');
  });
});

function run(env: Record<string, string>): Promise<{ code: number; output: string }> {
  const argv = ['node_modules/jest/bin/jest.js', '--config', 'test/jest-stripe.config.js'];
  return new Promise((resolve) => {
    execFile(process.execPath, argv, { env: { PATH: process.env.PATH, ...env } }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? -1) : 0, output: stdout + stderr }),
    );
  });
}
