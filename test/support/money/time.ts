import type { PrismaService } from '../../../src/prisma/prisma.service.js';
import { timePasses } from '../chaos/time-passes.js';

const past = () => new Date(Date.now() - 1000);

/** The buyers have had their time. */
export async function holdsLapse(prisma: PrismaService): Promise<void> {
  await prisma.checkoutSession.updateMany({
    where: { status: { in: ['OPENING', 'OPEN'] } },
    data: { expiresAt: past(), sweepAfter: null },
  });
}

/** Who waits for goods that are gone has waited long enough. */
export async function paymentsAreOverdue(prisma: PrismaService): Promise<void> {
  const data = { refundDueAt: past(), nextAttemptAt: past() };
  await prisma.oversoldPayment.updateMany({ where: { resolvedAt: null }, data });
}

export const retriesAreDue = timePasses;
