import { isISO8601 } from 'class-validator';
import { startOf } from '../../common/validation/moment.js';

const UNIT_MS = { m: 60_000, h: 60 * 60_000, d: 24 * 60 * 60_000 };

/**
 * @param text `90m`, `12h`, `3d`, or an ISO date, whose day begins at midnight in the time zone
 * @returns that moment; null for anything else, and for what is still to come
 */
export function parseSince(text: string, now: Date, zone: string): Date | null {
  const span = /^(\d{1,4})([mhd])$/.exec(text);
  const since = span
    ? new Date(now.getTime() - Number(span[1]) * UNIT_MS[span[2] as keyof typeof UNIT_MS])
    : /^\d{4}-\d{2}-\d{2}/.test(text) && isISO8601(text, { strict: true })
      ? startOf(text, zone)
      : null;
  return since && since.getTime() <= now.getTime() ? since : null;
}
