/** Stripe refuses less than 30 minutes from its own clock; one more is for clocks that differ. */
const SHORTEST_MINUTES = 31;
/** And more than 24 hours. */
const LONGEST_MINUTES = 24 * 60 - 1;

/** @returns when a session made now stops being payable: the end of the hold, as far as Stripe allows */
export function sessionExpiry(now: Date, holdMinutes: number): Date {
  const minutes = Math.min(Math.max(holdMinutes, SHORTEST_MINUTES), LONGEST_MINUTES);
  return new Date(now.getTime() + minutes * 60_000);
}
