import { ApiProperty } from '@nestjs/swagger';
import { PaginationResponse } from '../../common/pagination/pagination.response.js';
import { OrderStatus, type Prisma } from '../../prisma/client.js';
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
  /** @example 6 */
  orders!: number;
}

export class ListedUserResponse {
  /** @example "demo-ondine" */
  id!: string;
  /** @example "ondine@example.com" */
  email!: string;
  /** @example "ondine" */
  username!: string;
  /** @example "Ondine" */
  firstName!: string | null;
  /** @example "Azuria" */
  lastName!: string | null;
  /** @example false */
  isAdmin!: boolean;
  /** @example true */
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
  /** @example "demo-order-7" */
  id!: string;
  /** @example "BLVD-20261122-7K3M9QX2VB" */
  orderNumber!: string;

  /** @example "CONFIRMED" */
  @ApiProperty({ enum: OrderStatus })
  status!: OrderStatus;

  /** What was paid, in cents. @example 11770 */
  totalCents!: number;
  /** @example "EUR" */
  currency!: string;
  createdAt!: Date;
}

export class AdminUserCountsResponse {
  /** @example 6 */
  orders!: number;
  /** @example 2 */
  reviews!: number;
  /** @example 1 */
  favorites!: number;
}

export class AdminUserResponse extends UserResponse {
  profile!: ProfileResponse | null;
  /** @example false */
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
  /** @example "demo-ondine" */
  id!: string;
  /** @example "ondine@example.com" */
  email!: string;
  /** @example "ondine" */
  username!: string;
  /** @example false */
  isAdmin!: boolean;
  /** @example true */
  isVerified!: boolean;
}

export class ChangedUserResponse {
  user!: ChangedUserDetails;
}
