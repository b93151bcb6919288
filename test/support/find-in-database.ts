import { Prisma } from '../../src/generated/sqlite/client.js';
import type { RunningApp } from './start-app.js';

interface Table {
  findMany(): Promise<Record<string, unknown>[]>;
}

/** Looks for texts in every column of every row of every table. @returns where they are: `Order.shippingAddress` */
export async function findInDatabase({ prisma }: RunningApp, texts: readonly string[]): Promise<string[]> {
  const places = new Set<string>();
  for (const model of Object.values(Prisma.ModelName)) {
    const table = (prisma as unknown as Record<string, Table>)[model[0]!.toLowerCase() + model.slice(1)]!;
    for (const row of await table.findMany()) {
      for (const [column, value] of Object.entries(row)) {
        const written = JSON.stringify(value).toLowerCase();
        if (texts.some((text) => written.includes(text.toLowerCase()))) places.add(`${model}.${column}`);
      }
    }
  }
  return [...places].sort();
}
