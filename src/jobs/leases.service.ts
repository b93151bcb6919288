import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isUniqueViolation } from '../prisma/is-unique-violation.js';
import { PrismaService } from '../prisma/prisma.service.js';

/** How long an instance that died keeps its jobs from the others; clocks of instances may differ by half of it. */
export const LEASE_MS = 60_000;

/** Which instance runs which job, decided in the database. */
@Injectable()
export class LeasesService {
  private readonly holder = randomUUID();

  constructor(private readonly prisma: PrismaService) {}

  /** @returns whether the lease is ours now; false while somebody else's lasts */
  async take(name: string, now = new Date()): Promise<boolean> {
    const lease = { holder: this.holder, expiresAt: new Date(now.getTime() + LEASE_MS) };
    const { count } = await this.prisma.jobLease.updateMany({
      where: { name, OR: [{ expiresAt: { lte: now } }, { holder: this.holder }] },
      data: lease,
    });
    if (count > 0) return true;
    // Nothing changed: another one holds it, or it has never been taken.
    if (await this.prisma.jobLease.findUnique({ where: { name }, select: { name: true } })) return false;
    try {
      await this.prisma.jobLease.create({ data: { name, ...lease } });
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  /** @returns false when the lease has lapsed and somebody else has taken it */
  async renew(name: string, now = new Date()): Promise<boolean> {
    const { count } = await this.prisma.jobLease.updateMany({
      where: { name, holder: this.holder },
      data: { expiresAt: new Date(now.getTime() + LEASE_MS) },
    });
    return count > 0;
  }

  /** @param endedWell whether the job did what it was to do */
  async giveBack(name: string, endedWell: boolean, now = new Date()): Promise<void> {
    await this.prisma.jobLease.updateMany({
      where: { name, holder: this.holder },
      // Past on every instance's clock, not on ours alone.
      data: { expiresAt: new Date(0), ...(endedWell && { finishedAt: now }) },
    });
  }
}
