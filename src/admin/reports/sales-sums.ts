import type { SalesPeriodResponse, SalesTotalResponse } from './sales-report.response.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Sums days up to weeks, each named by its first day, a Sunday. @param days oldest first */
export function byWeek(days: readonly SalesPeriodResponse[]): SalesPeriodResponse[] {
  const weeks = new Map<string, SalesPeriodResponse[]>();
  for (const day of days) {
    const sunday = sundayOf(day.period);
    weeks.set(sunday, [...(weeks.get(sunday) ?? []), day]);
  }
  return [...weeks].map(([period, ofWeek]) => Object.assign(addUp(ofWeek), { period }));
}

export function addUp(parts: readonly SalesTotalResponse[]): SalesTotalResponse {
  return parts.reduce(
    (sum, { revenue, orders, items }) => ({
      revenue: sum.revenue + revenue,
      orders: sum.orders + orders,
      items: sum.items + items,
    }),
    { revenue: 0, orders: 0, items: 0 },
  );
}

function sundayOf(day: string): string {
  const date = new Date(day);
  return new Date(date.getTime() - date.getUTCDay() * DAY_MS).toISOString().slice(0, day.length);
}
