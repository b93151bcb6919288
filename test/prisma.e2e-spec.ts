import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { migrate } from '../src/prisma/migrate.js';
import { openPrisma, type PrismaService } from '../src/prisma/prisma.service.js';
import { SqliteAdapterFactory } from '../src/prisma/sqlite-adapter.js';
import { createProduct, createVariant } from './factories/product.js';

const statement = (sql: string) => ({ sql, args: [], argTypes: [] });

/** A promise and the function that resolves it. */
function gate() {
  let open!: () => void;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
}

describe('the database through SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'boulevard-test-'));
  const config = { url: `file:${join(folder, 'test.db')}`, kind: 'sqlite' } as const;
  let prisma: PrismaService;

  beforeAll(async () => {
    await migrate(config);
    prisma = await openPrisma(config);
  });
  afterAll(async () => {
    await prisma.$disconnect();
    rmSync(folder, { recursive: true, force: true });
  });

  const stockOf = async (id: string) => (await prisma.variant.findUniqueOrThrow({ where: { id } })).stock;
  const take = (id: string, units: number) =>
    prisma.variant.update({ where: { id }, data: { stock: { decrement: units } } });

  it('keeps a write outside an open transaction when the transaction is rolled back', async () => {
    const [mine, other] = [await createVariant(prisma), await createVariant(prisma)];
    const [written, end] = [gate(), gate()];
    const undone = prisma.$transaction(async (tx) => {
      await tx.variant.update({ where: { id: mine.id }, data: { stock: 1 } });
      written.open();
      await end.passed;
      throw new Error('undone');
    });
    await written.passed;
    const beside = take(other.id, 3);
    end.open();
    await expect(undone).rejects.toThrow('undone');
    await beside;
    expect([await stockOf(mine.id), await stockOf(other.id)]).toEqual([10, 7]);
  });

  it('shows nobody what is not committed, and lets reads pass meanwhile', async () => {
    const variant = await createVariant(prisma);
    const [written, end] = [gate(), gate()];
    const done = prisma.$transaction(async (tx) => {
      await tx.variant.update({ where: { id: variant.id }, data: { stock: 1 } });
      expect(await tx.variant.findUnique({ where: { id: variant.id } })).toMatchObject({ stock: 1 });
      written.open();
      await end.passed;
    });
    await written.passed;
    expect(await stockOf(variant.id)).toBe(10);
    end.open();
    await done;
    expect(await stockOf(variant.id)).toBe(1);
  });

  it('loses nothing of 200 transactions at once that read and write', async () => {
    const variant = await createVariant(prisma, { stock: 0 });
    const one = () =>
      prisma.$transaction(async (tx) => {
        const { stock } = await tx.variant.findUniqueOrThrow({ where: { id: variant.id } });
        await tx.variant.update({ where: { id: variant.id }, data: { stock: stock + 1 } });
      });
    const plain = () => prisma.variant.update({ where: { id: variant.id }, data: { stock: { increment: 1 } } });
    await Promise.all(Array.from({ length: 200 }, (_, i) => (i % 4 ? one() : plain())));
    expect(await stockOf(variant.id)).toBe(200);
  });

  it('goes on after a transaction that throws, one that takes too long, and one that waits too long', async () => {
    const variant = await createVariant(prisma);
    const inside = { where: { id: variant.id }, data: { stock: 1 } };
    await expect(
      prisma.$transaction(async (tx) => {
        await tx.variant.update(inside);
        throw new Error('thrown');
      }),
    ).rejects.toThrow('thrown');

    const slow = prisma.$transaction(
      async (tx) => {
        await tx.variant.update(inside);
        await delay(400);
        await tx.variant.update(inside);
      },
      { timeout: 200 },
    );
    const impatient = prisma.$transaction((tx) => tx.variant.update(inside), { maxWait: 50 });
    await expect(impatient).rejects.toMatchObject({ code: 'P2028' });
    await expect(slow).rejects.toMatchObject({ code: 'P2028' });

    await take(variant.id, 2);
    await prisma.$transaction((tx) => tx.variant.update({ where: { id: variant.id }, data: { name: 'Après' } }));
    expect(await prisma.variant.findUnique({ where: { id: variant.id } })).toMatchObject({ stock: 8, name: 'Après' });
  });

  it('lets nothing of a transaction that is over into the next one', async () => {
    const adapter = await new SqliteAdapterFactory(config.url).connect();
    try {
      const over = await adapter.startTransaction();
      await over.rollback();
      const next = await adapter.startTransaction();
      const late = over.executeRaw(statement('UPDATE "Variant" SET "name" = \'late\''));
      await expect(late).rejects.toThrow();
      await expect(over.queryRaw(statement('SELECT 1'))).rejects.toThrow();
      await expect(over.rollback()).rejects.toThrow();
      await next.commit();
      expect(await prisma.variant.count({ where: { name: 'late' } })).toBe(0);
    } finally {
      await adapter.dispose();
    }
  });

  it('takes nested writes inside a transaction, and undoes them with it', async () => {
    const nested = {
      slug: 'imbrique',
      variants: {
        create: [
          { name: 'A', priceCents: 1 },
          { name: 'B', priceCents: 2 },
        ],
      },
    };
    const data = { name: 'Imbriqué', category: 'Pokémon', searchText: 'imbrique', ...nested };
    const undone = prisma.$transaction(async (tx) => {
      await tx.product.create({ data });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await prisma.variant.count({ where: { product: { slug: 'imbrique' } } })).toBe(0);
    await prisma.$transaction((tx) => tx.product.create({ data }));
    expect(await prisma.variant.count({ where: { product: { slug: 'imbrique' } } })).toBe(2);
  });

  it('undoes a nested transaction alone', async () => {
    const variant = await createVariant(prisma);
    const set = (stock: number) => ({ where: { id: variant.id }, data: { stock } });
    await prisma.$transaction(async (tx) => {
      await tx.variant.update(set(5));
      const inner = tx.$transaction(async (deeper) => {
        await deeper.variant.update(set(1));
        throw new Error('inner');
      });
      await expect(inner).rejects.toThrow('inner');
    });
    expect(await stockOf(variant.id)).toBe(5);
  });

  it('answers P2002 for a value that is taken, alone and inside a transaction, which can then go on', async () => {
    const { slug } = await createProduct(prisma);
    await expect(createProduct(prisma, { slug })).rejects.toMatchObject({ code: 'P2002' });
    await prisma.$transaction(async (tx) => {
      const data = { slug, name: 'x', category: 'x', searchText: 'x' };
      await expect(tx.product.create({ data })).rejects.toMatchObject({ code: 'P2002' });
      await tx.product.create({ data: { ...data, slug: `${slug}-2` } });
    });
    expect(await prisma.product.count({ where: { slug: `${slug}-2` } })).toBe(1);
  });

  it('refuses a row that refers to none (P2003), and deletes with the owner what belongs to it', async () => {
    const orphan = { productId: 'nothing', name: 'x', priceCents: 1 };
    await expect(prisma.variant.create({ data: orphan })).rejects.toMatchObject({ code: 'P2003' });
    const variant = await createVariant(prisma);
    await prisma.product.delete({ where: { id: variant.productId } });
    expect(await prisma.variant.findUnique({ where: { id: variant.id } })).toBeNull();
  });

  it('refuses a stock below zero, however it is written', async () => {
    const variant = await createVariant(prisma, { stock: 2 });
    await expect(take(variant.id, 3)).rejects.toThrow();
    await expect(prisma.$executeRaw`UPDATE "Variant" SET "stock" = -1 WHERE "id" = ${variant.id}`).rejects.toThrow();
    expect(await stockOf(variant.id)).toBe(2);
  });

  it('writes by a raw query that answers rows, and sees that in the next read', async () => {
    const { id } = await createVariant(prisma);
    const rows = await prisma.$queryRaw`UPDATE "Variant" SET "stock" = 4 WHERE "id" = ${id} RETURNING "stock"`;
    expect(rows).toMatchObject([{ stock: 4 }]);
    expect(await stockOf(id)).toBe(4);
  });

  it('undoes all of a list of writes when one fails', async () => {
    const [first, second] = [await createVariant(prisma), await createVariant(prisma, { stock: 1 })];
    await expect(prisma.$transaction([take(first.id, 1), take(second.id, 2)])).rejects.toThrow();
    expect([await stockOf(first.id), await stockOf(second.id)]).toEqual([10, 1]);
  });
});
