import { daysBetween } from './days.js';

const cut = (from: string, until: string) =>
  [...daysBetween(new Date(from), new Date(until))].map((day) => [day.from.toISOString(), day.to.toISOString()]);

it('cuts a period into days, oldest first, that neither overlap nor leave a gap', () => {
  expect(cut('2026-03-01T10:00:00.200Z', '2026-03-03T11:30:00.900Z')).toEqual([
    ['2026-03-01T10:00:00.000Z', '2026-03-02T09:59:59.000Z'],
    ['2026-03-02T10:00:00.000Z', '2026-03-03T09:59:59.000Z'],
    ['2026-03-03T10:00:00.000Z', '2026-03-03T11:30:00.000Z'],
  ]);
});

it('cuts a period of less than a day into one', () => {
  expect(cut('2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z')).toHaveLength(1);
});
