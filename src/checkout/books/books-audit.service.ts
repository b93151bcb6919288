import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { PrismaService } from '../../prisma/prisma.service.js';
import type { Check, KeyRange, Keys } from './checks/check.js';
import { HOLD_CHECKS } from './checks/hold-checks.js';
import { MONEY_CHECKS } from './checks/money-checks.js';
import { PAYMENT_CHECKS } from './checks/payment-checks.js';
import { STOCK_CHECKS } from './checks/stock-checks.js';
import { toFinding, type Finding, type FindingRow } from './finding.js';
import { keyRanges } from './key-ranges.js';

const CHECKS: readonly Check[] = [...STOCK_CHECKS, ...PAYMENT_CHECKS, ...HOLD_CHECKS, ...MONEY_CHECKS];

const ALL: KeyRange[] = [{ after: null, upTo: null }];

/** How much was looked at. */
export interface AuditedRows {
  variants: number;
  movements: number;
  orders: number;
  sessions: number;
  events: number;
}

/**
 * Proves that stock, ledger, orders, payments and refunds agree. It only reads, and may run beside live traffic: what
 * changes together is compared in one statement.
 */
@Injectable()
export class BooksAudit {
  constructor(private readonly prisma: PrismaService) {}

  /** Everything that disagrees, as it is found. */
  async *findings(now = new Date()): AsyncGenerator<Finding> {
    const ranges = new Map<Keys, KeyRange[]>();
    for (const { over, sql: toSql } of CHECKS) {
      const known = over === null ? ALL : (ranges.get(over) ?? (await keyRanges(this.prisma, over)));
      if (over !== null) ranges.set(over, known);
      for (const keys of known) {
        for (const row of await this.prisma.$queryRaw<FindingRow[]>(toSql(keys, now))) yield toFinding(row);
        // Others want an answer as well.
        await setImmediate();
      }
    }
  }

  async audited(): Promise<AuditedRows> {
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
