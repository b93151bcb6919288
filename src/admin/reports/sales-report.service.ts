import { Inject, Injectable } from '@nestjs/common';
import { appConfig, type AppConfig } from '../../config/app.config.js';
import { databaseConfig, type DatabaseConfig } from '../../config/database.config.js';
import { EARNED_CENTS } from '../../checkout/orders/earned-cents.js';
import { isOfThisMode } from '../../checkout/orders/test-orders.js';
import { stripeConfig, type StripeConfig } from '../../config/stripe.config.js';
import { Prisma } from '../../prisma/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { reportWindow, type ReportWindow } from './report-window.js';
import type { SalesReportQuery } from './sales-report.query.js';
import type { SalesPeriodResponse, SalesReportResponse } from './sales-report.response.js';
import { addUp, byWeek } from './sales-sums.js';
import { offsetsBetween, type ZoneOffset } from './time-zone-offsets.js';

/** How many characters of a moment name its period. */
const LENGTH_OF = { day: '2026-11-23'.length, month: '2026-11'.length };

@Injectable()
export class SalesReportService {
  constructor(
    private readonly prisma: PrismaService,
    @Inject(appConfig.KEY) private readonly app: AppConfig,
    @Inject(databaseConfig.KEY) private readonly database: DatabaseConfig,
    @Inject(stripeConfig.KEY) private readonly stripe: StripeConfig,
  ) {}

  /** @throws InvalidFieldsError for an end before the start, or more than 5 years */
  async get({ startDate, endDate, groupBy = 'day' }: SalesReportQuery): Promise<SalesReportResponse> {
    const window = reportWindow({ startDate, endDate }, new Date(), this.app.timeZone);
    const periods = await this.sumUp(window, groupBy === 'month' ? LENGTH_OF.month : LENGTH_OF.day);
    const sales = groupBy === 'week' ? byWeek(periods) : periods;
    return { sales, total: addUp(sales) };
  }

  /**
   * By the database: no more than a row a day comes back, of which weeks are made here, as SQLite and PostgreSQL have no
   * word in common for them. Units count as returned when they or their money came back.
   */
  private async sumUp(window: ReportWindow, length: number): Promise<SalesPeriodResponse[]> {
    const { start, end } = window;
    const rows = await this.prisma.$queryRaw<Record<keyof SalesPeriodResponse, string | number | bigint>[]>`
      SELECT t."period", SUM(t."revenue") AS "revenue", COUNT(*) AS "orders", SUM(t."items") AS "items" FROM (
        SELECT SUBSTR(${this.localTime(window)}, 1, ${length}) AS "period",
          ${EARNED_CENTS} AS "revenue",
          (SELECT COALESCE(SUM(i."quantity" - CASE
              WHEN i."unitsRefunded" > i."unitsReturned" THEN i."unitsRefunded" ELSE i."unitsReturned" END), 0)
            FROM "OrderItem" i WHERE i."orderId" = o."id") AS "items"
        FROM "Order" o
        WHERE o."status" IN ('CONFIRMED', 'SHIPPED', 'DELIVERED') AND ${isOfThisMode(this.stripe)}
          AND o."createdAt" >= ${start} AND o."createdAt" <= ${end}
      ) t GROUP BY t."period" ORDER BY t."period"`;
    return rows.map(({ period, revenue, orders, items }) => ({
      period: String(period),
      revenue: Number(revenue),
      orders: Number(orders),
      items: Number(items),
    }));
  }

  /** When an order was made, as text in the shop's time zone with its day first. SQLite knows no zones, but minutes. */
  private localTime(window: ReportWindow): Prisma.Sql {
    const minutes = minutesAhead(offsetsBetween(this.app.timeZone, window));
    return this.database.kind === 'sqlite'
      ? Prisma.sql`datetime(o."createdAt", (${minutes}) || ' minutes')`
      : Prisma.sql`CAST(o."createdAt" + (${minutes}) * INTERVAL '1 minute' AS TEXT)`;
  }
}

/** Minutes ahead of UTC when an order was made: the newest offset that holds since before. */
function minutesAhead([first, ...later]: readonly ZoneOffset[]): Prisma.Sql {
  const from = later.reverse().map((offset) => Prisma.sql`WHEN o."createdAt" >= ${offset.from} THEN ${whole(offset)}`);
  return from.length ? Prisma.sql`CASE ${Prisma.join(from, ' ')} ELSE ${whole(first!)} END` : whole(first!);
}

/** As a number in the text: PostgreSQL would not know the type of a parameter there. */
function whole({ minutes }: ZoneOffset): Prisma.Sql {
  return Prisma.raw(String(minutes));
}
