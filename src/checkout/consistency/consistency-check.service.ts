import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { PrismaService } from '../../prisma/prisma.service.js';
import type { Check, KeyRange, Keys } from './checks/check.js';
import { RESERVATION_CHECKS } from './checks/reservation-checks.js';
import { MONEY_CHECKS } from './checks/money-checks.js';
import { PAYMENT_CHECKS } from './checks/payment-checks.js';
import { STOCK_CHECKS } from './checks/stock-checks.js';
import { toFinding, type Finding, type FindingRow } from './finding.js';
import { keyRanges } from './key-ranges.js';

const CHECKS: readonly Check[] = [...STOCK_CHECKS, ...PAYMENT_CHECKS, ...RESERVATION_CHECKS, ...MONEY_CHECKS];

const ALL: KeyRange[] = [{ after: null, upTo: null }];

/** Number of rows checked. */
export interface CheckedRows {
  variants: number;
  movements: number;
  orders: number;
  sessions: number;
  events: number;
}

/**
 * Checks that stock, ledger, orders, payments and refunds agree. It only reads and may run during live traffic: values
 * that change together are compared in one statement.
 */
@Injectable()
export class ConsistencyCheck {
  constructor(private readonly prisma: PrismaService) {}

  /** Yields every mismatch when it is found. */
  async *findings(now = new Date()): AsyncGenerator<Finding> {
    const ranges = new Map<Keys, KeyRange[]>();
    for (const { over, sql: toSql } of CHECKS) {
      const known = over === null ? ALL : (ranges.get(over) ?? (await keyRanges(this.prisma, over)));
      if (over !== null) ranges.set(over, known);
      for (const keys of known) {
        for (const row of await this.prisma.$queryRaw<FindingRow[]>(toSql(keys, now))) yield toFinding(row);
        // Lets requests run between two statements.
        await setImmediate();
      }
    }
  }

  async checkedRows(): Promise<CheckedRows> {
    const { prisma } = this;
    const [variants, movements, orders, sessions, events] = await Promise.all([
      prisma.variant.count(),
      prisma.stockMovement.count(),
      prisma.order.count(),
      prisma.checkoutSession.count(),
      prisma.stripeEvent.count(),
    ]);
    return { variants, movements, orders, sessions, events };
  }
}
