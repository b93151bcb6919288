const DAY_SECONDS = 24 * 60 * 60;

/** Cuts a period into days, oldest first. Stripe's times are whole seconds; both ends of a day are part of it. */
export function* daysBetween(from: Date, until: Date): Generator<{ from: Date; to: Date }> {
  const last = toSeconds(until);
  for (let start = toSeconds(from); start <= last; start += DAY_SECONDS) {
    yield { from: toDate(start), to: toDate(Math.min(start + DAY_SECONDS - 1, last)) };
  }
}

function toSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}

function toDate(seconds: number): Date {
  return new Date(seconds * 1000);
}
