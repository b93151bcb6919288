import { Prisma } from '../../prisma/client.js';
import type { PrismaService } from '../../prisma/prisma.service.js';
import { KEYS, within, type KeyRange, type Keys } from './checks/check.js';

/** Rows in one statement: SQLite blocks the process while a statement runs. */
const PAGE = 2000;
/** For keys with very many rows each: a variant has movements, a promo code has sessions. */
const SMALL_PAGE = 20;

/** Splits the keys into ranges of one page each. Together they cover every key, also of rows added later. */
export async function keyRanges(prisma: PrismaService, over: Keys): Promise<KeyRange[]> {
  const { table, key } = KEYS[over];
  const [from, column] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${key}"`)];
  const page = over === 'variants' || over === 'promos' ? SMALL_PAGE : PAGE;
  const ranges: KeyRange[] = [];
  for (let after: string | null = null; ;) {
    // As text, so that a time keeps its precision.
    const [last]: { key: string }[] = await prisma.$queryRaw`
      SELECT CAST(${column} AS TEXT) AS "key" FROM ${from} WHERE ${within(`"${key}"`, { after, upTo: null })}
      ORDER BY ${column} LIMIT 1 OFFSET ${page - 1}`;
    ranges.push({ after, upTo: last?.key ?? null });
    if (!last) return ranges;
    after = last.key;
  }
}
