import { IANAZone } from 'luxon';

/** How far a time zone is ahead of UTC from a moment on. */
export interface ZoneOffset {
  from: Date;
  minutes: number;
}

const MINUTE_MS = 60_000;
/** No zone changes its clocks twice in a week. */
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;

/** @returns the offsets that hold between two moments, oldest first; the first one holds from the start on */
export function offsetsBetween(timeZone: string, { start, end }: { start: Date; end: Date }): ZoneOffset[] {
  const zone = IANAZone.create(timeZone);
  const minutesAt = (ms: number) => Math.round(zone.offset(ms));
  const offsets = [{ from: start, minutes: minutesAt(start.getTime()) }];
  for (let ms = start.getTime(); ms < end.getTime(); ms += WEEK_MS) {
    const next = Math.min(ms + WEEK_MS, end.getTime());
    const minutes = minutesAt(next);
    if (minutes !== minutesAt(ms)) offsets.push({ from: changeBetween(ms, next, minutesAt), minutes });
  }
  return offsets;
}

/** Clocks change at a whole minute. */
function changeBetween(before: number, after: number, minutesAt: (ms: number) => number): Date {
  let [low, high] = [Math.floor(before / MINUTE_MS), Math.ceil(after / MINUTE_MS)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (minutesAt(middle * MINUTE_MS) === minutesAt(before)) low = middle;
    else high = middle;
  }
  return new Date(high * MINUTE_MS);
}
