import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { auditCommand } from '../src/checkout/books/audit-command.js';
import { createSale } from './factories/books.js';
import { freePort, startApp, withEnv, type RunningApp } from './support/start-app.js';

const SCRIPT = fileURLToPath(new URL('../scripts/stock-audit.mjs', import.meta.url));

describe('npm run stock:audit', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp();
  });
  afterAll(() => shop.close());

  /** The script itself, as an operator runs it. */
  function runScript(env: Record<string, string> = {}): Promise<{ code: unknown; stdout: string; stderr: string }> {
    const options = {
      env: { PATH: process.env.PATH, NODE_ENV: 'test', ...shop.env, ...env },
      cwd: fileURLToPath(new URL('..', import.meta.url)),
    };
    return new Promise((resolve) => {
      execFile(process.execPath, [SCRIPT], options, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stdout, stderr }),
      );
    });
  }

  async function run(env: Record<string, string>) {
    const [printed, complaints]: [string[], string[]] = [[], []];
    const code = await withEnv({ NODE_ENV: 'test', ...env }, () =>
      auditCommand(
        (line) => printed.push(line),
        (line) => complaints.push(line),
      ),
    );
    return { code, printed, complaints };
  }

  it('ends with 0 beside the running server when the books agree, and says how much it looked at', async () => {
    await createSale(shop.prisma);
    const { code, stdout, stderr } = await runScript();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Looked at 1 variants, 2 movements, 1 orders, 1 sessions, 1 events.\nThe books agree.\n');
  });

  it('ends with 1, a line for each finding, and how many of which', async () => {
    const [one, two] = [await createSale(shop.prisma), await createSale(shop.prisma)];
    await shop.prisma.variant.update({ where: { id: one.variant.id }, data: { stock: 9 } });
    await shop.prisma.order.updateMany({
      where: { id: { in: [one.order.id, two.order.id] } },
      data: { status: 'REFUNDED' },
    });
    const { code, printed, complaints } = await run(shop.env);
    expect({ code, complaints }).toEqual({ code: 1, complaints: [] });
    expect(printed).toHaveLength(5);
    expect(printed[0]).toBe(
      `STOCK_DIFFERS_FROM_LEDGER variant ${one.variant.id}: its stock is not the sum of its ledger (stock 9, ledger 8)`,
    );
    expect(printed[4]).toBe('They disagree: 1 × STOCK_DIFFERS_FROM_LEDGER, 2 × REFUNDED_IN_PART.');
    expect((await runScript()).code).toBe(1);
  });

  it('ends with 2 when it could not look, says why, and leaves nothing behind', async () => {
    const missing = join(shop.dataDir, 'nowhere.db');
    const { code, stderr } = await runScript({ DATABASE_URL: `file:${missing}` });
    expect({ code, stderr }).toEqual({ code: 2, stderr: `Not audited: There is no database at ${missing}\n` });
    expect(existsSync(missing)).toBe(false);

    expect(await run({ DATABASE_URL: 'mysql://x' })).toMatchObject({
      code: 2,
      complaints: [expect.stringMatching(/^Not audited: .*DATABASE_URL/)],
    });

    const url = `postgresql://somebody:verysecret@127.0.0.1:${await freePort()}/shop`;
    const unreachable = await run({ DATABASE_URL: url });
    expect(unreachable).toMatchObject({ code: 2, printed: [], complaints: [expect.stringContaining('Not audited')] });
    expect(unreachable.complaints.join()).not.toContain('verysecret');
  });

  it('ends with 2 on a database of an older version', async () => {
    const last = await shop.prisma.$queryRaw<{ id: string; migration_name: string }[]>`
      SELECT "id", "migration_name" FROM "_prisma_migrations" ORDER BY "migration_name" DESC LIMIT 1`;
    const { id, migration_name: name } = last[0]!;
    await shop.prisma.$executeRaw`UPDATE "_prisma_migrations" SET "migration_name" = 'x' WHERE "id" = ${id}`;
    const { code, complaints } = await run(shop.env);
    await shop.prisma.$executeRaw`UPDATE "_prisma_migrations" SET "migration_name" = ${name} WHERE "id" = ${id}`;
    expect({ code, complaints }).toEqual({
      code: 2,
      complaints: [expect.stringContaining('start the server once to bring it up to date')],
    });
  });
});
