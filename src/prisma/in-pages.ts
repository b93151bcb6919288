/** Which rows come after the last one that was read. */
export interface Older {
  OR?: ({ createdAt: { lt: Date } } | { createdAt: Date; id: { lt: string } })[];
}

const PAGE = 200;

/**
 * Reads all rows of a list, newest first, a page at a time: however many there are, one page of them is in memory. A row
 * that is deleted meanwhile does not end it.
 * @param find at most `take` rows of those that fit, in the order of `NEWEST_FIRST`
 */
export async function* inPages<T extends { id: string; createdAt: Date }>(
  find: (older: Older, take: number) => Promise<T[]>,
  size = PAGE,
): AsyncGenerator<T[]> {
  let older: Older = {};
  for (;;) {
    const rows = await find(older, size);
    const last = rows.at(-1);
    if (last) yield rows;
    if (!last || rows.length < size) return;
    const { id, createdAt } = last;
    older = { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
  }
}
