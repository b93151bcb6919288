import { offsetsBetween } from './time-zone-offsets.js';

const offsets = (zone: string, start: string, end: string) =>
  offsetsBetween(zone, { start: new Date(start), end: new Date(end) }).map(({ from, minutes }) => [
    from.toISOString(),
    minutes,
  ]);

describe('offsetsBetween', () => {
  it('finds the changes of summer time to the minute', () => {
    expect(offsets('Europe/Paris', '2026-01-01T00:00:00.000Z', '2026-12-31T00:00:00.000Z')).toEqual([
      ['2026-01-01T00:00:00.000Z', 60],
      ['2026-03-29T01:00:00.000Z', 120],
      ['2026-10-25T01:00:00.000Z', 60],
    ]);
  });

  it('finds changes of half an hour, and backward ones in the south', () => {
    expect(offsets('Australia/Lord_Howe', '2026-01-01T00:00:00.000Z', '2026-12-31T00:00:00.000Z')).toEqual([
      ['2026-01-01T00:00:00.000Z', 660],
      ['2026-04-04T15:00:00.000Z', 630],
      ['2026-10-03T15:30:00.000Z', 660],
    ]);
  });

  it('has one offset where clocks never change, and in a single moment', () => {
    expect(offsets('Asia/Kathmandu', '2022-01-01T00:00:00.000Z', '2026-12-31T00:00:00.000Z')).toEqual([
      ['2022-01-01T00:00:00.000Z', 345],
    ]);
    expect(offsets('UTC', '2026-03-29T01:00:00.000Z', '2026-03-29T01:00:00.000Z')).toHaveLength(1);
  });

  it('knows ten changes in five years', () => {
    expect(offsets('America/New_York', '2021-11-23T05:00:00.000Z', '2026-11-24T04:59:59.999Z')).toHaveLength(11);
  });
});
