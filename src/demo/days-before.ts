const DAY_MS = 24 * 60 * 60 * 1000;

/** @param days a fraction counts as hours; below 0 is later */
export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}
