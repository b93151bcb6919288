import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { euros, writeCsv, type CsvRow } from '../../common/csv/write-csv.js';
import { appConfig, type AppConfig } from '../../config/app.config.js';
import { stripeConfig, type StripeConfig } from '../../config/stripe.config.js';
import { ofThisMode } from '../orders/test-orders.js';
import type { Address, BillingAddress } from '../rules/addresses.js';
import { PrismaService } from '../../prisma/prisma.service.js';

/** Orders a query. */
const BATCH = 500;

export const ORDER_COLUMNS = [
  'order_number',
  'created_at',
  'status',
  'customer_email',
  'country',
  'sku',
  'product_name',
  'variant_name',
  'language',
  'edition',
  'quantity',
  'unit_price_eur',
  'line_total_eur',
  'order_subtotal_eur',
  'order_discount_eur',
  'promo_code',
  'shipping_method',
  'order_shipping_eur',
  'order_total_eur',
  'order_refunded_eur',
  'order_lost_eur',
] as const;

/**
 * Orders as CSV for bookkeeping: a line of an order a row, oldest first. Times are those of the shop's time zone, with
 * their offset.
 */
@Injectable()
export class OrdersExport {
  constructor(
    private readonly prisma: PrismaService,
    @Inject(appConfig.KEY) private readonly app: AppConfig,
    @Inject(stripeConfig.KEY) private readonly stripe: StripeConfig,
  ) {}

  /** @param since only orders from this moment on */
  toCsv(since?: Date): Readable {
    return writeCsv(ORDER_COLUMNS, this.rows(since));
  }

  private async *rows(since?: Date): AsyncGenerator<CsvRow> {
    const zone = this.app.timeZone;
    for (let after: string | undefined; ;) {
      const orders = await this.prisma.order.findMany({
        where: { ...ofThisMode(this.stripe), ...(since && { createdAt: { gte: since } }) },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take: BATCH,
        ...(after !== undefined && { cursor: { id: after }, skip: 1 }),
        include: { items: { orderBy: { id: 'asc' } }, user: { select: { email: true } } },
      });
      for (const { items, user, ...order } of orders) {
        const shipping = order.shippingAddress as Address | null;
        const billing = order.billingAddress as BillingAddress | null;
        for (const item of items) {
          yield {
            order_number: order.orderNumber,
            created_at: DateTime.fromJSDate(order.createdAt, { zone }).toISO(),
            status: order.status,
            customer_email: user?.email ?? billing?.email,
            country: shipping?.address?.country,
            sku: item.sku,
            product_name: item.productName,
            variant_name: item.variantName,
            language: item.language,
            edition: item.edition,
            quantity: item.quantity,
            unit_price_eur: euros(item.unitPriceCents),
            line_total_eur: euros(item.totalPriceCents),
            order_subtotal_eur: euros(order.subtotalCents),
            order_discount_eur: euros(order.discountCents),
            promo_code: order.promoCode,
            shipping_method: order.shippingMethod,
            order_shipping_eur: euros(order.shippingCost ?? 0),
            order_total_eur: euros(order.totalCents),
            order_refunded_eur: euros(order.refundedCents),
            order_lost_eur: euros(order.lostCents),
          };
        }
      }
      if (orders.length < BATCH) return;
      after = orders.at(-1)!.id;
    }
  }
}
