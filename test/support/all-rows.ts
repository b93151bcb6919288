import { Prisma } from '../../src/generated/sqlite/client.js';
import { openPrisma } from '../../src/prisma/prisma.service.js';

interface Table {
  findMany(): Promise<Record<string, unknown>[]>;
}

/** @returns all rows of all tables as the application reads them, each table's in the order of their first columns */
export async function allRows(url: string): Promise<Record<string, Record<string, unknown>[]>> {
  const prisma = await openPrisma({ url, kind: url.startsWith('file:') ? 'sqlite' : 'postgresql' });
  try {
    const rows: Record<string, Record<string, unknown>[]> = {};
    for (const model of Object.values(Prisma.ModelName)) {
      const table = (prisma as unknown as Record<string, Table>)[model[0]!.toLowerCase() + model.slice(1)]!;
      rows[model] = (await table.findMany()).toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    }
    return rows;
  } finally {
    await prisma.$disconnect();
  }
}

function keyOf(row: Record<string, unknown>): string {
  return Object.values(row).slice(0, 2).map(String).join(' ');
}
