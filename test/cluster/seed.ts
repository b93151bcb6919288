/** What chance decided in a run: the same seed makes the same choices. */
export interface Chance {
  seed: number;
  /** From 0 up to, not with, 1. */
  next(): number;
  /** A whole number from 0 up to, not with, `below`. */
  below(below: number): number;
  shuffle<T>(all: readonly T[]): T[];
}

/** Mulberry32; `CLUSTER_SEED` repeats an earlier run's choices. */
export function chance(seed = Number(process.env.CLUSTER_SEED ?? Date.now() % 2 ** 31)): Chance {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const shuffle = <T>(all: readonly T[]): T[] => {
    const drawn = all.map((one) => ({ one, rank: next() }));
    return drawn.sort((a, b) => a.rank - b.rank).map(({ one }) => one);
  };
  return { seed, next, below, shuffle };
}

/** Runs a test that leaves something to chance; a failure tells the seed. */
export async function withSeed(work: (chance: Chance) => Promise<void>): Promise<void> {
  const drawn = chance();
  try {
    await work(drawn);
  } catch (error) {
    if (error instanceof Error) error.message += `\n\nCLUSTER_SEED=${drawn.seed} repeats the choices of this run.`;
    throw error;
  }
}
