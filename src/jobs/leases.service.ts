import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Installation } from '../installation/installation.js';
import { isUniqueViolation } from '../prisma/is-unique-violation.js';
import { PrismaService } from '../prisma/prisma.service.js';

/** How long the jobs of a crashed instance are blocked. The clocks of instances may differ by half of it. */
export const LEASE_MS = 60_000;

/** Which instance runs which job, decided in the database. */
@Injectable()
export class LeasesService {
  private readonly holder = randomUUID();

  constructor(
    private readonly prisma: PrismaService,
    private readonly installation: Installation,
  ) {}

  /** @returns whether the lease is ours now; false while another instance has it, and while jobs are off */
  async take(name: string, now = new Date()): Promise<boolean> {
    if (!(await this.installation.areJobsEnabled())) return false;
    const lease = { holder: this.holder, expiresAt: new Date(now.getTime() + LEASE_MS) };
    const { count } = await this.prisma.jobLease.updateMany({
      where: { name, OR: [{ expiresAt: { lte: now } }, { holder: this.holder }] },
      data: lease,
    });
    if (count > 0) return true;
    // No row changed: another instance has it, or there is no row yet.
    if (await this.prisma.jobLease.findUnique({ where: { name }, select: { name: true } })) return false;
    try {
      await this.prisma.jobLease.create({ data: { name, ...lease } });
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  /** @returns false when the lease has lapsed and another instance has taken it */
  async renew(name: string, now = new Date()): Promise<boolean> {
    const { count } = await this.prisma.jobLease.updateMany({
      where: { name, holder: this.holder },
      data: { expiresAt: new Date(now.getTime() + LEASE_MS) },
    });
    return count > 0;
  }

  /** @param endedWell whether the job succeeded */
  async release(name: string, endedWell: boolean, now = new Date()): Promise<void> {
    await this.prisma.jobLease.updateMany({
      where: { name, holder: this.holder },
      // In the past by every instance's clock.
      data: { expiresAt: new Date(0), ...(endedWell && { finishedAt: now }) },
    });
  }
}
