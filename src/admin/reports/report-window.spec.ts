import { reportWindow } from './report-window.js';

const NOW = new Date('2026-11-23T10:00:00.000Z');
const windowOf = (startDate?: string, endDate?: string, zone = 'Europe/Paris') => {
  const { start, end } = reportWindow({ startDate, endDate }, NOW, zone);
  return [start.toISOString(), end.toISOString()];
};

describe('reportWindow', () => {
  it.each([
    [undefined, undefined, '2026-10-24T09:00:00.000Z', '2026-11-23T10:00:00.000Z'],
    ['2026-11-01', undefined, '2026-10-31T23:00:00.000Z', '2026-11-23T10:00:00.000Z'],
    ['2026-11-01', '2026-11-01', '2026-10-31T23:00:00.000Z', '2026-11-01T22:59:59.999Z'],
    ['2026-03-29', '2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T21:59:59.999Z'],
    ['2026-10-25', '2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T22:59:59.999Z'],
    ['2026-11-01T08:00:00+02:00', '2026-11-02T00:00:00Z', '2026-11-01T06:00:00.000Z', '2026-11-02T00:00:00.000Z'],
    [undefined, '2026-01-31', '2026-01-01T22:59:59.999Z', '2026-01-31T22:59:59.999Z'],
    ['2021-11-23', '2026-11-23', '2021-11-22T23:00:00.000Z', '2026-11-23T22:59:59.999Z'],
    ['2021-03-29', '2026-03-29', '2021-03-28T22:00:00.000Z', '2026-03-29T21:59:59.999Z'],
    ['2020-02-29', '2025-02-28', '2020-02-28T23:00:00.000Z', '2025-02-28T22:59:59.999Z'],
  ])('in Paris %s to %s is %s to %s', (startDate, endDate, start, end) => {
    expect(windowOf(startDate, endDate)).toEqual([start, end]);
  });

  it('takes days in other zones, also where a day has no midnight, up to the last year', () => {
    expect(windowOf('2026-11-01', '2026-11-01', 'Asia/Kolkata')).toEqual([
      '2026-10-31T18:30:00.000Z',
      '2026-11-01T18:29:59.999Z',
    ]);
    // Clocks in Beirut go from 23:59 to 1:00 that night.
    expect(windowOf('2026-03-29', '2026-03-29', 'Asia/Beirut')).toEqual([
      '2026-03-28T22:00:00.000Z',
      '2026-03-29T20:59:59.999Z',
    ]);
    expect(windowOf('9999-12-31', '9999-12-31', 'America/New_York')[1]).toBe('9999-12-31T23:59:59.999Z');
  });

  it.each([
    ['2026-11-02', '2026-11-01'],
    ['2026-11-24', undefined],
    ['2021-11-22', '2026-11-23'],
    ['2021-11-23T00:00:00Z', '2026-11-23T00:00:00.001Z'],
    ['1970-01-01', undefined],
  ])('refuses %s to %s', (startDate, endDate) => {
    expect(() => windowOf(startDate, endDate)).toThrow();
  });
});
