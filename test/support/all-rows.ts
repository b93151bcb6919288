import { Prisma } from '../../src/prisma/client.js';
import { openPrisma, type PrismaService } from '../../src/prisma/prisma.service.js';
import { tableOf } from '../../src/prisma/table-of.js';
import type { RunningApp } from './start-app.js';

type Row = Record<string, unknown>;

/** @returns all rows of a database by table, as the application reads them, sorted by their first two columns */
export async function allRows(url: string): Promise<Record<string, Row[]>> {
  const prisma = await openPrisma({ url, kind: url.startsWith('file:') ? 'sqlite' : 'postgresql' });
  try {
    return await rowsOf(prisma);
  } finally {
    await prisma.$disconnect();
  }
}

/** Looks for texts in every column of every row of every table. @returns where they are: `Order.shippingAddress` */
export async function findInDatabase({ prisma }: RunningApp, texts: readonly string[]): Promise<string[]> {
  const wanted = texts.map((text) => text.toLowerCase());
  const isFound = (value: unknown) => wanted.some((text) => JSON.stringify(value).toLowerCase().includes(text));
  const places = Object.entries(await rowsOf(prisma)).flatMap(([table, rows]) =>
    rows.flatMap((row) => Object.keys(row).flatMap((column) => (isFound(row[column]) ? [`${table}.${column}`] : []))),
  );
  return [...new Set(places)].sort();
}

async function rowsOf(prisma: PrismaService): Promise<Record<string, Row[]>> {
  const rows: Record<string, Row[]> = {};
  const keyOf = (row: Row) => Object.values(row).slice(0, 2).map(String).join(' ');
  for (const model of Object.values(Prisma.ModelName)) {
    const name = (model[0]!.toLowerCase() + model.slice(1)) as 'user';
    const found: Row[] = await prisma[name].findMany();
    rows[tableOf(model)] = found.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  }
  return rows;
}
