import { randomBytes } from 'node:crypto';
import bcrypt from 'bcrypt';
import { AuthSessionsService } from '../../src/auth/sessions/auth-sessions.service.js';
import type { Prisma } from '../../src/prisma/client.js';
import { userSearchText } from '../../src/prisma/search-texts.js';
import type { RunningApp } from '../support/start-app.js';

/** The cheapest that bcrypt knows: for tests that are not about hashing. */
const CHEAP_COST = 4;

export interface TestUser {
  id: string;
  email: string;
  username: string;
  password: string;
  /** An access token. */
  token: string;
  refreshToken: string;
  /** Headers of a request in this user's name. */
  auth: { Authorization: string };
}

/** An account with a profile, logged in once. `password` in clear; everything else as in the database. */
export async function createUser(
  shop: RunningApp,
  { password = 'Pikachu25', ...overrides }: Partial<Prisma.UserCreateInput> & { password?: string } = {},
): Promise<TestUser> {
  const username = overrides.username ?? `sacha-${randomBytes(6).toString('hex')}`;
  const { email = `${username.toLowerCase()}@example.test`, firstName = 'Sacha', lastName = 'Ketchum' } = overrides;
  const user = await shop.prisma.user.create({
    data: {
      email,
      usernameKey: username.toLowerCase(),
      passwordHash: await bcrypt.hash(password, CHEAP_COST),
      firstName,
      lastName,
      searchText: userSearchText({ email, username, firstName, lastName }),
      profile: { create: {} },
      ...overrides,
      username,
    },
  });
  const { accessToken, refreshToken } = await shop.app.get(AuthSessionsService).open(shop.prisma, user);
  return {
    id: user.id,
    email: user.email,
    username,
    password,
    token: accessToken,
    refreshToken,
    auth: { Authorization: `Bearer ${accessToken}` },
  };
}

export function createAdmin(shop: RunningApp, overrides: Parameters<typeof createUser>[1] = {}): Promise<TestUser> {
  return createUser(shop, { isAdmin: true, ...overrides });
}
