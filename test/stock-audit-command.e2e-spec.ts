import { existsSync } from 'node:fs';
import { join } from 'node:path';
import getPort from 'get-port';
import { createSale } from './factories/sale.js';
import { runCommand } from './support/run-command.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('npm run stock:audit', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp();
  });
  afterAll(() => shop.close());

  const run = (env: Record<string, string> = {}) => runCommand(['stock:audit'], { ...shop.env, ...env });

  it('exits 0 next to the running server when nothing disagrees, and prints the checked rows', async () => {
    await createSale(shop.prisma);
    const { code, stdout, stderr } = await run();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Checked 1 variants, 2 movements, 1 orders, 1 sessions, 1 events.\nEverything agrees.\n');
  });

  it('exits 1, with a line for each finding and their counts', async () => {
    const [one, two] = [await createSale(shop.prisma), await createSale(shop.prisma)];
    await shop.prisma.variant.update({ where: { id: one.variant.id }, data: { stock: 9 } });
    await shop.prisma.order.updateMany({
      where: { id: { in: [one.order.id, two.order.id] } },
      data: { status: 'REFUNDED' },
    });
    const { code, stdout, stderr } = await run();
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const printed = stdout.trim().split('\n');
    expect(printed).toHaveLength(5);
    expect(printed[0]).toBe(
      `STOCK_DIFFERS_FROM_LEDGER variant ${one.variant.id}: its stock is not the sum of its ledger (stock 9, ledger 8)`,
    );
    expect(printed[4]).toBe('Mismatches: 1 × STOCK_DIFFERS_FROM_LEDGER, 2 × REFUNDED_IN_PART.');
  });

  it('exits 2 when it could not check, prints the reason, and leaves nothing behind', async () => {
    const missing = join(shop.dataDir, 'nowhere.db');
    const { code, stderr } = await run({ DATABASE_URL: `file:${missing}` });
    expect({ code, stderr }).toEqual({ code: 2, stderr: `Not audited: There is no database at ${missing}\n` });
    expect(existsSync(missing)).toBe(false);

    expect(await run({ DATABASE_URL: 'mysql://x' })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^Not audited: .*DATABASE_URL/),
    });

    const url = `postgresql://somebody:verysecret@127.0.0.1:${await getPort()}/shop`;
    const unreachable = await run({ DATABASE_URL: url });
    expect(unreachable).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Not audited') });
    expect(unreachable.stderr).not.toContain('verysecret');
  });

  it('exits 2 on a database of an older version', async () => {
    const last = await shop.prisma.$queryRaw<{ id: string; migration_name: string }[]>`
      SELECT "id", "migration_name" FROM "_prisma_migrations" ORDER BY "migration_name" DESC LIMIT 1`;
    const { id, migration_name: name } = last[0]!;
    await shop.prisma.$executeRaw`UPDATE "_prisma_migrations" SET "migration_name" = 'x' WHERE "id" = ${id}`;
    const { code, stderr } = await run();
    await shop.prisma.$executeRaw`UPDATE "_prisma_migrations" SET "migration_name" = ${name} WHERE "id" = ${id}`;
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('start the server once to bring it up to date'),
    });
  });
});
