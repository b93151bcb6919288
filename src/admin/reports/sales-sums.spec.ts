import { byWeek } from './sales-sums.js';

const day = (period: string, revenue: number) => ({ period, revenue, orders: 1, items: 2 });

describe('byWeek', () => {
  it('begins a week on Sunday, across the ends of months and years', () => {
    const days = [day('2026-12-26', 1), day('2026-12-27', 10), day('2027-01-02', 100), day('2027-01-03', 1000)];
    expect(byWeek(days)).toEqual([
      { period: '2026-12-20', revenue: 1, orders: 1, items: 2 },
      { period: '2026-12-27', revenue: 110, orders: 2, items: 4 },
      { period: '2027-01-03', revenue: 1000, orders: 1, items: 2 },
    ]);
    expect(byWeek([])).toEqual([]);
  });
});
