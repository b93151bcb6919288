import { reportWindow } from './report-window.js';

const NOW = new Date('2026-11-23T10:00:00.000Z');
const windowOf = (startDate?: string, endDate?: string) => {
  const { start, end } = reportWindow({ startDate, endDate }, NOW);
  return [start.toISOString(), end.toISOString()];
};

describe('reportWindow', () => {
  it.each([
    [undefined, undefined, '2026-10-24T10:00:00.000Z', '2026-11-23T10:00:00.000Z'],
    ['2026-11-01', undefined, '2026-11-01T00:00:00.000Z', '2026-11-23T10:00:00.000Z'],
    ['2026-11-01', '2026-11-01', '2026-11-01T00:00:00.000Z', '2026-11-01T23:59:59.999Z'],
    ['2026-11-01T08:00:00+02:00', '2026-11-02T00:00:00Z', '2026-11-01T06:00:00.000Z', '2026-11-02T00:00:00.000Z'],
    [undefined, '2026-01-31', '2026-01-01T23:59:59.999Z', '2026-01-31T23:59:59.999Z'],
    ['2021-11-23', '2026-11-23', '2021-11-23T00:00:00.000Z', '2026-11-23T23:59:59.999Z'],
    ['2020-02-29', '2025-03-01', '2020-02-29T00:00:00.000Z', '2025-03-01T23:59:59.999Z'],
  ])('%s to %s is %s to %s', (startDate, endDate, start, end) => {
    expect(windowOf(startDate, endDate)).toEqual([start, end]);
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
