/** Puts rows together that have the same value under a key: the lines of each order, say. */
export function rowsByKey<K extends string, R extends Record<K, string>>(rows: readonly R[], key: K): Map<string, R[]> {
  const byKey = new Map<string, R[]>();
  for (const row of rows) {
    const others = byKey.get(row[key]);
    if (others) others.push(row);
    else byKey.set(row[key], [row]);
  }
  return byKey;
}
