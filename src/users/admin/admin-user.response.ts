import { ApiProperty } from '@nestjs/swagger';
import { PaginationResponse } from '../../common/pagination/pagination.response.js';
import { OrderStatus, type Prisma } from '../../generated/sqlite/client.js';
import { NEWEST_FIRST } from '../../prisma/newest-first.js';
import { type ProfileResponse, toProfileResponse } from '../dto/profile.response.js';
import { toUserResponse, UserResponse } from '../dto/user.response.js';

const LAST_ORDERS = 10;

export const listedUserSelect = {
  id: true,
  email: true,
  username: true,
  firstName: true,
  lastName: true,
  isAdmin: true,
  isVerified: true,
  createdAt: true,
} satisfies Prisma.UserSelect;
type ListedUserRow = Prisma.UserGetPayload<{ select: typeof listedUserSelect }>;

export class OrderCountResponse {
  orders!: number;
}

export class ListedUserResponse {
  id!: string;
  email!: string;
  username!: string;
  firstName!: string | null;
  lastName!: string | null;
  isAdmin!: boolean;
  isVerified!: boolean;
  createdAt!: Date;
  _count!: OrderCountResponse;
}

export class AdminUsersResponse {
  users!: ListedUserResponse[];
  pagination!: PaginationResponse;
}

/** @param orders how many the account has placed */
export function toListedUser(
  { id, email, username, firstName, lastName, isAdmin, isVerified, createdAt }: ListedUserRow,
  orders: number,
): ListedUserResponse {
  return { id, email, username, firstName, lastName, isAdmin, isVerified, createdAt, _count: { orders } };
}

/** Everything but the hash; of the second factor no more than since when it is on. */
export const adminUserQuery = {
  omit: { passwordHash: true },
  include: {
    profile: true,
    twoFactor: { select: { enabledAt: true } },
    orders: {
      select: { id: true, orderNumber: true, status: true, totalCents: true, currency: true, createdAt: true },
      orderBy: NEWEST_FIRST,
      take: LAST_ORDERS,
    },
    _count: { select: { orders: true, reviews: true, favorites: true } },
  },
} satisfies Prisma.UserDefaultArgs;
type AdminUserRow = Prisma.UserGetPayload<typeof adminUserQuery>;

/** The rest of it is at `GET /api/admin/orders/{orderId}`. */
export class UserOrderResponse {
  id!: string;
  /** @example "BLVD-20261122-7K3M9QX2VB" */
  orderNumber!: string;

  @ApiProperty({ enum: OrderStatus })
  status!: OrderStatus;

  /** What was paid, in cents. */
  totalCents!: number;
  /** @example "EUR" */
  currency!: string;
  createdAt!: Date;
}

export class AdminUserCountsResponse {
  orders!: number;
  reviews!: number;
  favorites!: number;
}

export class AdminUserResponse extends UserResponse {
  profile!: ProfileResponse | null;
  twoFactorEnabled!: boolean;
  /** The last ten, newest first. */
  orders!: UserOrderResponse[];
  _count!: AdminUserCountsResponse;
}

export class OneAdminUserResponse {
  user!: AdminUserResponse;
}

export function toAdminUser(row: AdminUserRow): AdminUserResponse {
  const { orders, reviews, favorites } = row._count;
  return Object.assign(toUserResponse(row), {
    profile: row.profile && toProfileResponse(row.profile),
    twoFactorEnabled: Boolean(row.twoFactor?.enabledAt),
    orders: row.orders.map(({ id, orderNumber, status, totalCents, currency, createdAt }) => ({
      id,
      orderNumber,
      status,
      totalCents,
      currency,
      createdAt,
    })),
    _count: { orders, reviews, favorites },
  });
}

export class ChangedUserDetails {
  id!: string;
  email!: string;
  username!: string;
  isAdmin!: boolean;
  isVerified!: boolean;
}

export class ChangedUserResponse {
  user!: ChangedUserDetails;
}
