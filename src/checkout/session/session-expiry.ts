/** Stripe refuses less than 30 minutes from its own clock; one more is for clocks that differ. */
const SHORTEST_MINUTES = 31;
/** And more than 24 hours. */
const LONGEST_MINUTES = 24 * 60 - 1;

/**
 * @param holdMinutes 0: nothing is held
 * @returns when the shop ends a session made at `createdAt`, and with it the hold
 */
export function sessionExpiry(createdAt: Date, holdMinutes: number): Date {
  return after(createdAt, Math.min(holdMinutes || SHORTEST_MINUTES, LONGEST_MINUTES));
}

/** @returns when Stripe ends it, should the shop not have done so: the same moment, as far as Stripe allows */
export function stripeExpiry(createdAt: Date, expiresAt: Date): Date {
  return new Date(Math.max(expiresAt.getTime(), after(createdAt, SHORTEST_MINUTES).getTime()));
}

function after(moment: Date, minutes: number): Date {
  return new Date(moment.getTime() + minutes * 60_000);
}
