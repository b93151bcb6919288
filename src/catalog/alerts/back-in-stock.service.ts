import { Injectable } from '@nestjs/common';
import type { Prisma } from '../../prisma/client.js';
import type { NewMail } from '../../mail/new-mail.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { ANY_VARIANT } from './any-variant.js';

/** Mails per statement. */
const BATCH = 500;

export const BACK_IN_STOCK = 'stock.back';

/** Turns the alerts for an article that is back in stock into mails. */
@Injectable()
export class BackInStock {
  constructor(private readonly outbox: OutboxService) {}

  /**
   * Call it in the transaction that makes a variant available again, by stock or by sale. Every address with an alert
   * for it, or for any variant of its product, gets one mail, and its alert is removed. Does nothing when the variant
   * has no stock or is not for sale. Without alerts it is one query.
   */
  async tell(tx: Prisma.TransactionClient, variantId: string): Promise<void> {
    // A concurrent restock finds no removed alert, so nobody is mailed twice.
    const alerts = await tx.$queryRaw<{ id: string; email: string }[]>`
      DELETE FROM "StockAlert"
      WHERE "productId" = (SELECT "productId" FROM "Variant" WHERE "id" = ${variantId} AND "isActive" AND "stock" > 0)
        AND "variantId" IN (${ANY_VARIANT}, ${variantId})
      RETURNING "id", "email"`;
    // One mail an address, also with alerts for this variant and for any.
    const byEmail = new Map(alerts.map((alert) => [alert.email, alert]));
    const mails = [...byEmail.values()].map((alert) => backInStock(alert, variantId));
    for (let from = 0; from < mails.length; from += BATCH) await this.outbox.add(tx, mails.slice(from, from + BATCH));
  }
}

function backInStock({ id, email }: { id: string; email: string }, variantId: string): NewMail {
  return { kind: BACK_IN_STOCK, key: `${BACK_IN_STOCK}:${id}`, subjectId: variantId, data: { email } };
}
