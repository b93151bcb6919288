import { JobsService } from '../../src/jobs/jobs.service.js';
import type { PrismaService } from '../../src/prisma/prisma.service.js';
import type { RunningApp } from '../support/start-app.js';

/** Longer than a lease, a claim of a mail and the wait for a lost answer, shorter than a hold. */
const MINUTES = 3;

/** All that works on what buyers and Stripe left behind. The outbox last: the others write mails. */
const JOBS = ['holds', 'oversold', 'refunds', 'events', 'outbox'];

const past = () => new Date(Date.now() - 1000);

/** Some minutes go by, and every job has its turn; twice, as one may leave work for another. */
export async function jobsRun({ app, prisma }: RunningApp): Promise<void> {
  for (let round = 0; round < 2; round++) {
    await timePasses(prisma);
    for (const name of JOBS) expect(await app.get(JobsService).run(name)).toBe(true);
  }
}

/**
 * Some minutes go by: leases and claims of the dead lapse, what waits for its next attempt is due, and a page that was
 * asked for has had time to come.
 */
export async function timePasses(prisma: PrismaService): Promise<void> {
  await leasesLapse(prisma);
  await prisma.outboxMail.updateMany({ where: { doneAt: null }, data: { nextAttemptAt: past() } });
  await prisma.refund.updateMany({ where: { status: 'REQUESTED' }, data: { nextAttemptAt: past() } });
  await prisma.oversoldPayment.updateMany({ where: { resolvedAt: null }, data: { nextAttemptAt: past() } });
  await prisma.stripeEvent.updateMany({ where: { status: 'WAITING' }, data: { nextAttemptAt: past() } });
  await prisma.checkoutSession.updateMany({ where: { sweepAfter: { not: null } }, data: { sweepAfter: past() } });
  const opening = await prisma.checkoutSession.findMany({ where: { status: 'OPENING' } });
  for (const { id, createdAt: made } of opening) {
    const createdAt = new Date(made.getTime() - MINUTES * 60_000);
    await prisma.checkoutSession.updateMany({ where: { id }, data: { createdAt } });
  }
}

/** What a process that died has kept for itself is free: a minute for its jobs, two for its mails. */
export async function leasesLapse(prisma: PrismaService): Promise<void> {
  await prisma.jobLease.updateMany({ where: { expiresAt: { gt: past() } }, data: { expiresAt: past() } });
  await prisma.outboxMail.updateMany({ where: { claimedUntil: { not: null } }, data: { claimedUntil: past() } });
}

/** The buyers have had their time. */
export async function holdsLapse(prisma: PrismaService): Promise<void> {
  const where = { status: { in: ['OPENING' as const, 'OPEN' as const] } };
  await prisma.checkoutSession.updateMany({ where, data: { expiresAt: past(), sweepAfter: null } });
}

/** Who waits for goods that are gone has waited long enough. */
export async function paymentsAreOverdue(prisma: PrismaService): Promise<void> {
  const data = { refundDueAt: past(), nextAttemptAt: past() };
  await prisma.oversoldPayment.updateMany({ where: { resolvedAt: null }, data });
}
