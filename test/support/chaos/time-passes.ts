import type { PrismaService } from '../../../src/prisma/prisma.service.js';

/** Longer than a lease, a claim of a mail and the wait for a lost answer, shorter than a hold. */
const MINUTES = 3;

/**
 * Some minutes go by: leases and claims of the dead lapse, what waits for its next attempt is due, and a page that was
 * asked for has had time to come.
 */
export async function timePasses(prisma: PrismaService): Promise<void> {
  const past = new Date(Date.now() - 1000);
  await leasesLapse(prisma);
  await prisma.outboxMail.updateMany({ where: { doneAt: null }, data: { nextAttemptAt: past } });
  await prisma.refund.updateMany({ where: { status: 'REQUESTED' }, data: { nextAttemptAt: past } });
  await prisma.oversoldPayment.updateMany({ where: { resolvedAt: null }, data: { nextAttemptAt: past } });
  await prisma.stripeEvent.updateMany({ where: { status: 'WAITING' }, data: { nextAttemptAt: past } });
  await prisma.checkoutSession.updateMany({ where: { sweepAfter: { not: null } }, data: { sweepAfter: past } });
  const opening = await prisma.checkoutSession.findMany({ where: { status: 'OPENING' } });
  for (const { id, createdAt: made } of opening) {
    const createdAt = new Date(made.getTime() - MINUTES * 60_000);
    await prisma.checkoutSession.updateMany({ where: { id }, data: { createdAt } });
  }
}

/** What a process that died has kept for itself is free: a minute for its jobs, two for its mails. */
export async function leasesLapse(prisma: PrismaService): Promise<void> {
  const past = new Date(Date.now() - 1000);
  await prisma.jobLease.updateMany({ where: { expiresAt: { gt: past } }, data: { expiresAt: past } });
  await prisma.outboxMail.updateMany({ where: { claimedUntil: { not: null } }, data: { claimedUntil: past } });
}
