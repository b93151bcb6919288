import type { Prisma, User } from '../../prisma/client.js';
import { type ProfileResponse, toProfileResponse } from './profile.response.js';

export class UserResponse {
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
  avatar!: string | null;
  bio!: string | null;
  /** @example false */
  isAdmin!: boolean;
  /** @example true */
  isVerified!: boolean;
  createdAt!: Date;
  updatedAt!: Date;
}

export class UserCountsResponse {
  /** @example 1 */
  favorites!: number;
  /** @example 6 */
  orders!: number;
  /** @example 1 */
  tradeOffers!: number;
  /** @example 0 */
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
  /** @example "Votre profil a été enregistré." */
  message!: string;
  user!: UserResponse;
}

export class ExtendedProfileUpdatedResponse {
  /** @example "Votre profil a été enregistré." */
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
