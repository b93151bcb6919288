const BATCH = 500;

/**
 * Works off what a query finds, some at a time, so that no statement holds the database for long.
 * @param find at most `take` ids of what is still to be done; `act` must keep it from finding them again
 * @returns how many were worked off
 */
export async function inBatches(
  find: (take: number) => Promise<{ id: string }[]>,
  act: (ids: string[]) => Promise<unknown>,
  signal?: AbortSignal,
): Promise<number> {
  let done = 0;
  while (!signal?.aborted) {
    const found = await find(BATCH);
    if (found.length) await act(found.map(({ id }) => id));
    done += found.length;
    if (found.length < BATCH) break;
  }
  return done;
}
