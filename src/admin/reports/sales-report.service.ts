import { Injectable } from '@nestjs/common';
import { PrismaService } from '../../prisma/prisma.service.js';
import { reportWindow, type ReportWindow } from './report-window.js';
import type { SalesReportQuery } from './sales-report.query.js';
import type { SalesPeriodResponse, SalesReportResponse } from './sales-report.response.js';
import { addUp, byWeek } from './sales-sums.js';

/** How many characters of a moment name its period. */
const LENGTH_OF = { day: '2026-11-23'.length, month: '2026-11'.length };

@Injectable()
export class SalesReportService {
  constructor(private readonly prisma: PrismaService) {}

  /** @throws InvalidFieldsError for an end before the start, or more than 5 years */
  async get({ startDate, endDate, groupBy = 'day' }: SalesReportQuery): Promise<SalesReportResponse> {
    const window = reportWindow({ startDate, endDate }, new Date());
    const periods = await this.sumUp(window, groupBy === 'month' ? LENGTH_OF.month : LENGTH_OF.day);
    const sales = groupBy === 'week' ? byWeek(periods) : periods;
    return { sales, total: addUp(sales) };
  }

  /**
   * By the database: no more than a row a day comes back, of which weeks are made here, as SQLite and PostgreSQL have no
   * word in common for them. Both write a moment with its day first.
   */
  private async sumUp({ start, end }: ReportWindow, length: number): Promise<SalesPeriodResponse[]> {
    const rows = await this.prisma.$queryRaw<Record<keyof SalesPeriodResponse, string | number | bigint>[]>`
      SELECT t."period", SUM(t."revenue") AS "revenue", COUNT(*) AS "orders", SUM(t."items") AS "items" FROM (
        SELECT SUBSTR(CAST(o."createdAt" AS TEXT), 1, ${length}) AS "period",
          o."totalCents" - o."refundedCents" AS "revenue",
          (SELECT COALESCE(SUM(i."quantity"), 0) FROM "OrderItem" i WHERE i."orderId" = o."id") AS "items"
        FROM "Order" o
        WHERE o."status" IN ('CONFIRMED', 'SHIPPED', 'DELIVERED')
          AND o."createdAt" >= ${start} AND o."createdAt" <= ${end}
      ) t GROUP BY t."period" ORDER BY t."period"`;
    return rows.map(({ period, revenue, orders, items }) => ({
      period: String(period),
      revenue: Number(revenue),
      orders: Number(orders),
      items: Number(items),
    }));
  }
}
