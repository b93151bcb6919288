/** A generator with the same numbers for the same seed: mulberry32. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    /** From 0, below 1. */
    next,
    /** Whole, both ends included. */
    between: (min, max) => min + Math.floor(next() * (max - min + 1)),
    pick: (list) => list[Math.floor(next() * list.length)],
    /** An index below `length`; low ones are more frequent. */
    skewed: (length) => Math.floor(next() ** 2 * length),
    isOneIn: (count) => next() * count < 1,
  };
}

/** Ids of the length of Prisma's, in ascending order. */
export function idOf(kind, index) {
  return `c${kind}${index.toString(36).padStart(23, '0')}`;
}
