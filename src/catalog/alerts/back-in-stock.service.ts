import { Injectable } from '@nestjs/common';
import type { Prisma } from '../../generated/sqlite/client.js';
import type { NewMail } from '../../mail/new-mail.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { ANY_VARIANT } from './any-variant.js';

/** Mails that one statement writes. */
const BATCH = 500;

export const BACK_IN_STOCK = 'stock.back';

/** Turns the alerts of an article that is back into mails. */
@Injectable()
export class BackInStock {
  constructor(private readonly outbox: OutboxService) {}

  /**
   * Call it inside the transaction in which a variant that could not be bought became one that can: stock where there
   * was none, or for sale again. Whoever waits for it, or for any variant of its product, gets one mail and waits no
   * longer. Nothing happens when it has no stock or is not for sale; without alerts it is one look-up.
   */
  async tell(tx: Prisma.TransactionClient, variantId: string): Promise<void> {
    // What a restock removed, another one at the same time does not find: nobody is told twice.
    const alerts = await tx.$queryRaw<{ id: string; email: string }[]>`
      DELETE FROM "StockAlert"
      WHERE "productId" = (SELECT "productId" FROM "Variant" WHERE "id" = ${variantId} AND "isActive" AND "stock" > 0)
        AND "variantId" IN (${ANY_VARIANT}, ${variantId})
      RETURNING "id", "email"`;
    // Who waits for this variant and for any gets one mail, too.
    const byEmail = new Map(alerts.map((alert) => [alert.email, alert]));
    const mails = [...byEmail.values()].map((alert) => backInStock(alert, variantId));
    for (let from = 0; from < mails.length; from += BATCH) await this.outbox.add(tx, mails.slice(from, from + BATCH));
  }
}

function backInStock({ id, email }: { id: string; email: string }, variantId: string): NewMail {
  return { kind: BACK_IN_STOCK, key: `${BACK_IN_STOCK}:${id}`, subjectId: variantId, data: { email } };
}
