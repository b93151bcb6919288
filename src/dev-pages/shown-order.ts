import { setTimeout as sleep } from 'node:timers/promises';
import type { Order, Prisma } from '../prisma/client.js';
import type { PrismaService } from '../prisma/prisma.service.js';
import type { MailBox } from './mail-box.js';
import type { ShownOrder } from './order.page.js';

/** How long the page waits for the mail of an order that was just paid. */
const MAIL_MS = 2000;
const LOOK_MS = 50;

/** What the shop knows about an order, for its page. @returns null when there is none */
export async function findShownOrder(
  prisma: PrismaService,
  mails: MailBox,
  where: Prisma.OrderWhereUniqueInput,
): Promise<ShownOrder | null> {
  const order = await prisma.order.findUnique({ where, include: { items: { orderBy: { id: 'asc' } } } });
  if (!order) return null;
  const { orderNumber, status, createdAt, totalCents, trackingUrl, items } = order;
  const sales = await prisma.stockMovement.findMany({
    where: { reference: order.stripeSessionId ?? order.id, reason: 'SALE' },
  });
  return {
    ...{ orderNumber, status, createdAt, totalCents, trackingUrl },
    items: items.map(({ productName, variantName, productVariantId, quantity, totalPriceCents }) => {
      const sale = sales.find(({ variantId }) => variantId === productVariantId);
      return {
        name: variantName ? `${productName} • ${variantName}` : productName,
        quantity,
        totalCents: totalPriceCents,
        stock: sale ? { before: sale.stockAfter - sale.delta, after: sale.stockAfter } : null,
      };
    }),
    mails: await mailsAbout(prisma, mails, order),
  };
}

async function mailsAbout(prisma: PrismaService, mails: MailBox, { id }: Order): Promise<ShownOrder['mails']> {
  const until = Date.now() + MAIL_MS;
  for (;;) {
    const rows = await prisma.outboxMail.findMany({ where: { subjectId: id }, orderBy: { createdAt: 'asc' } });
    if (rows.every(({ doneAt }) => doneAt !== null)) {
      const found = await Promise.all(rows.map((row) => mails.read(row.id)));
      return found
        .filter((mail) => mail !== null)
        .map(({ id: mailId, subject }) => ({ subject, href: `/inbox/${mailId}` }));
    }
    if (Date.now() > until) return null;
    await sleep(LOOK_MS);
  }
}
