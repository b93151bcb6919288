import { Injectable } from '@nestjs/common';
import type { Prisma } from '../prisma/client.js';
import { isUniqueViolation } from '../prisma/is-unique-violation.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { userSearchText } from '../prisma/search-texts.js';
import { PasswordHasher } from './password-hasher.js';
import { AccountGoneError, EmailTakenError, UsernameTakenError } from './users.errors.js';

export interface NewAccount {
  /** In the form of `normaliseEmail`. */
  email: string;
  username: string;
  password: string;
  firstName?: string | null;
  lastName?: string | null;
  isAdmin?: boolean;
  /** Its place in the hashing queue is by client IP. */
  clientIp?: string;
}

const withProfile = { profile: true } satisfies Prisma.UserInclude;
export type Account = Prisma.UserGetPayload<{ include: typeof withProfile }>;

type PasswordOf = Pick<Account, 'id' | 'passwordHash'>;

/** Accounts and their passwords. Rows hold the password's hash: map them before they leave this service's callers. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly hasher: PasswordHasher,
  ) {}

  /**
   * Creates an account with its profile.
   * @param alongside further writes of the transaction, such as the mail about it
   * @throws EmailTakenError, UsernameTakenError, HashingBusyError
   */
  async create(
    { email, username, password, firstName, lastName, isAdmin, clientIp }: NewAccount,
    alongside?: (tx: Prisma.TransactionClient, account: Account) => Promise<void>,
  ): Promise<Account> {
    const usernameKey = username.toLowerCase();
    // Before the hash, which takes a quarter of a second. The unique keys decide; this check only saves time.
    await this.refuseTaken(email, usernameKey);
    const passwordHash = await this.hasher.hash(password, clientIp);
    try {
      return await this.prisma.$transaction(async (tx) => {
        const account = await tx.user.create({
          data: {
            ...{ email, username, usernameKey, passwordHash, firstName, lastName, isAdmin },
            searchText: userSearchText({ email, username, firstName, lastName }),
            profile: { create: {} },
          },
          include: withProfile,
        });
        await alongside?.(tx, account);
        return account;
      });
    } catch (error) {
      if (isUniqueViolation(error)) await this.refuseTaken(email, usernameKey);
      throw error;
    }
  }

  /** @throws AccountGoneError */
  async get(id: string): Promise<Account> {
    const account = await this.prisma.user.findUnique({ where: { id }, include: withProfile });
    if (!account) throw new AccountGoneError();
    return account;
  }

  /**
   * The account with this e-mail and this password. An unknown e-mail takes as long as a wrong password.
   * @param clientIp its key in the hashing queue
   * @throws HashingBusyError
   */
  async findByPassword(email: string, password: string, clientIp: string): Promise<Account | null> {
    const account = await this.prisma.user.findUnique({ where: { email }, include: withProfile });
    const matches = await this.hasher.matches(password, account?.passwordHash ?? null, clientIp);
    return matches ? account : null;
  }

  async exists(email: string): Promise<boolean> {
    return (await this.prisma.user.count({ where: { email } })) === 1;
  }

  /**
   * Makes the account with this e-mail an administrator and ends its sessions. Its address must be verified: a stranger
   * may have registered it first.
   * @returns what was done; nothing has changed unless it is `promoted`
   */
  async promote(email: string): Promise<'promoted' | 'unverified' | 'unknown'> {
    return this.prisma.$transaction(async (tx) => {
      const { count } = await tx.user.updateMany({ where: { email, isVerified: true }, data: { isAdmin: true } });
      if (count === 0) return (await tx.user.count({ where: { email } })) ? 'unverified' : 'unknown';
      await tx.authSession.updateMany({ where: { user: { email }, endedAt: null }, data: { endedAt: new Date() } });
      return 'promoted';
    });
  }

  /**
   * Whether the account still has the compared password. If so, it can't change before `tx` ends: a login with the old
   * password can't complete after the change that ends all sessions.
   */
  async keepPassword(tx: Prisma.TransactionClient, { id, passwordHash }: PasswordOf): Promise<boolean> {
    // A write takes the row's lock on both databases. Raw SQL, so that `updatedAt` stays.
    const count = await tx.$executeRaw`
      UPDATE "User" SET "passwordHash" = "passwordHash" WHERE "id" = ${id} AND "passwordHash" = ${passwordHash}`;
    return count === 1;
  }

  /** @returns false when another request has changed the password meanwhile */
  async replacePassword(
    tx: Prisma.TransactionClient,
    { id, passwordHash }: PasswordOf,
    newHash: string,
  ): Promise<boolean> {
    const { count } = await tx.user.updateMany({ where: { id, passwordHash }, data: { passwordHash: newHash } });
    return count === 1;
  }

  /**
   * Sets a password after a reset by mail, which verifies the address as well.
   * @returns false when the account is gone
   */
  async resetPassword(tx: Prisma.TransactionClient, id: string, passwordHash: string): Promise<boolean> {
    const { count } = await tx.user.updateMany({ where: { id }, data: { passwordHash, isVerified: true } });
    return count === 1;
  }

  /** Marks the account's address as verified. Changes nothing when it already is. */
  async markVerified(id: string): Promise<void> {
    await this.prisma.user.updateMany({ where: { id, isVerified: false }, data: { isVerified: true } });
  }

  private async refuseTaken(email: string, usernameKey: string): Promise<void> {
    const taken = await this.prisma.user.findMany({
      where: { OR: [{ email }, { usernameKey }] },
      select: { email: true },
    });
    if (taken.some((user) => user.email === email)) throw new EmailTakenError('E-mail taken');
    if (taken.length) throw new UsernameTakenError('Username taken');
  }
}
