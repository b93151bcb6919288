import { Injectable } from '@nestjs/common';
import { PrismaService } from '../../prisma/prisma.service.js';
import { AccountGoneError, AdminCannotDeleteError, InvalidPasswordError } from '../users.errors.js';

const DAY_MS = 24 * 60 * 60_000;

/** Time to think again. */
const NOTICE_MS = 30 * DAY_MS;

export interface PlannedDeletion {
  requestedAt: Date;
  dueAt: Date;
}

/** Accounts whose owners have asked for their deletion. */
@Injectable()
export class DeletionRequests {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * Plans the deletion. One that is planned stays as it is: asking again does not put it off.
   * @param passwordHash as it was when the password was compared
   * @throws AccountGoneError, AdminCannotDeleteError, InvalidPasswordError when the account is not as it must be
   */
  async plan(id: string, passwordHash: string, now = new Date()): Promise<PlannedDeletion> {
    return this.prisma.$transaction(async (tx) => {
      await tx.user.updateMany({
        where: { id, isAdmin: false, passwordHash, deletionRequestedAt: null },
        data: { deletionRequestedAt: now, deletionDueAt: new Date(now.getTime() + NOTICE_MS) },
      });
      const account = await tx.user.findUnique({ where: { id } });
      if (!account) throw new AccountGoneError();
      if (account.isAdmin) throw new AdminCannotDeleteError('An administrator by now');
      const planned = toPlanned(account);
      if (!planned || account.passwordHash !== passwordHash) {
        throw new InvalidPasswordError('The password was changed meanwhile');
      }
      return planned;
    });
  }

  /**
   * @returns whether this call called one off
   * @throws AccountGoneError when the deletion was faster
   */
  async cancel(id: string): Promise<boolean> {
    const { count } = await this.prisma.user.updateMany({
      where: { id, deletionRequestedAt: { not: null } },
      data: { deletionRequestedAt: null, deletionDueAt: null },
    });
    if (count === 0) await this.find(id);
    return count > 0;
  }

  /** @throws AccountGoneError */
  async find(id: string): Promise<PlannedDeletion | null> {
    const select = { deletionRequestedAt: true, deletionDueAt: true };
    const account = await this.prisma.user.findUnique({ where: { id }, select });
    if (!account) throw new AccountGoneError();
    return toPlanned(account);
  }

  /** Accounts whose time has come, administrators included, in id order after `after`. */
  listDue(now: Date, after: string, take: number): Promise<{ id: string; isAdmin: boolean }[]> {
    return this.prisma.user.findMany({
      where: { deletionDueAt: { lte: now }, id: { gt: after } },
      select: { id: true, isAdmin: true },
      orderBy: { id: 'asc' },
      take,
    });
  }
}

function toPlanned(row: { deletionRequestedAt: Date | null; deletionDueAt: Date | null }): PlannedDeletion | null {
  const { deletionRequestedAt: requestedAt, deletionDueAt: dueAt } = row;
  return requestedAt && dueAt && { requestedAt, dueAt };
}
