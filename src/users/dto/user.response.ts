import type { Prisma, User } from '../../generated/sqlite/client.js';
import { type ProfileResponse, toProfileResponse } from './profile.response.js';

export class UserResponse {
  id!: string;
  email!: string;
  username!: string;
  firstName!: string | null;
  lastName!: string | null;
  avatar!: string | null;
  bio!: string | null;
  isAdmin!: boolean;
  isVerified!: boolean;
  createdAt!: Date;
  updatedAt!: Date;
}

export class UserCountsResponse {
  favorites!: number;
  orders!: number;
  tradeOffers!: number;
  tradeOffersReceived!: number;
}

export class ProfiledUserResponse extends UserResponse {
  profile!: ProfileResponse | null;
  _count!: UserCountsResponse;
}

export class OwnProfileResponse {
  user!: ProfiledUserResponse;
}

export class ProfileUpdatedResponse {
  message!: string;
  user!: UserResponse;
}

export class ExtendedProfileUpdatedResponse {
  message!: string;
  profile!: ProfileResponse;
}

export const profiledUserInclude = {
  profile: true,
  _count: { select: { favorites: true, orders: true, tradeOffers: true, tradeOffersReceived: true } },
} satisfies Prisma.UserInclude;
export type ProfiledUserRow = Prisma.UserGetPayload<{ include: typeof profiledUserInclude }>;

export function toUserResponse({
  id,
  email,
  username,
  firstName,
  lastName,
  avatar,
  bio,
  isAdmin,
  isVerified,
  createdAt,
  updatedAt,
}: Omit<User, 'passwordHash'>): UserResponse {
  return { id, email, username, firstName, lastName, avatar, bio, isAdmin, isVerified, createdAt, updatedAt };
}

export function toProfiledUserResponse(row: ProfiledUserRow): ProfiledUserResponse {
  const { favorites, orders, tradeOffers, tradeOffersReceived } = row._count;
  return Object.assign(toUserResponse(row), {
    profile: row.profile && toProfileResponse(row.profile),
    _count: { favorites, orders, tradeOffers, tradeOffersReceived },
  });
}
