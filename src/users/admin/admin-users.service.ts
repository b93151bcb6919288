import { Injectable } from '@nestjs/common';
import { recordInAuditLog } from '../../audit/audit-log.js';
import { changedFields } from '../../audit/changed-fields.js';
import { isOpaqueId } from '../../common/ids/opaque-id.js';
import { pageWindow, toPagination } from '../../common/pagination/pagination.response.js';
import { NEWEST_FIRST } from '../../prisma/newest-first.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { LastAdminError, UserNotFoundError } from '../users.errors.js';
import {
  adminUserQuery,
  listedUserSelect,
  toAdminUser,
  toListedUser,
  type AdminUserResponse,
  type AdminUsersResponse,
  type ChangedUserDetails,
} from './admin-user.response.js';
import type { AdminUsersQuery } from './admin-users.query.js';
import type { ChangeUserDto } from './dto/change-user.dto.js';
import { findUsers } from './find-users.js';
import { lockUser } from './lock-users.js';

/** Everybody's accounts, as administrators see and change them. */
@Injectable()
export class AdminUsersService {
  constructor(private readonly prisma: PrismaService) {}

  /** Newest first. */
  async list(query: AdminUsersQuery): Promise<AdminUsersResponse> {
    const { ids, total } = await findUsers(this.prisma, query, pageWindow(query));
    const [users, counts] = await Promise.all([
      this.prisma.user.findMany({
        where: { id: { in: ids } },
        select: listedUserSelect,
        orderBy: NEWEST_FIRST,
      }),
      // Prisma's `_count` would count the orders of all accounts, not of this page's.
      this.prisma.order.groupBy({ by: ['userId'], where: { userId: { in: ids } }, _count: true }),
    ]);
    const ordersOf = new Map(counts.map(({ userId, _count }) => [userId, _count]));
    return {
      users: users.map((user) => toListedUser(user, ordersOf.get(user.id) ?? 0)),
      pagination: toPagination(query, total),
    };
  }

  /** @throws UserNotFoundError */
  async get(id: string): Promise<AdminUserResponse> {
    const user = isOpaqueId(id) ? await this.prisma.user.findUnique({ where: { id }, ...adminUserQuery }) : null;
    if (!user) throw new UserNotFoundError();
    return toAdminUser(user);
  }

  /**
   * Changes what is given. It counts at once, as the guard asks the database on every request; open logins go on.
   * @throws UserNotFoundError
   * @throws LastAdminError when nobody else would be an administrator; nothing has changed then
   */
  async change(adminId: string, id: string, given: ChangeUserDto): Promise<ChangedUserDetails> {
    const isAdmin = given.isAdmin ?? undefined;
    const isVerified = given.isVerified ?? undefined;
    return this.prisma.$transaction(async (tx) => {
      const before = await lockUser(tx, id, { withAdmins: isAdmin === false });
      const after = { isAdmin: isAdmin ?? before.isAdmin, isVerified: isVerified ?? before.isVerified };
      const change = changedFields({ isAdmin: before.isAdmin, isVerified: before.isVerified }, after);
      const isSame = after.isAdmin === before.isAdmin && after.isVerified === before.isVerified;
      if (!isSame) {
        if (before.isAdmin && !after.isAdmin) {
          const others = await tx.user.count({ where: { isAdmin: true, id: { not: id } } });
          if (others === 0) throw new LastAdminError();
        }
        await tx.user.update({ where: { id }, data: after });
        await recordInAuditLog(tx, adminId, 'user.update', id, change);
      }
      return { id, email: before.email, username: before.username, ...after };
    });
  }
}
