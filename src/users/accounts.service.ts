import { Injectable } from '@nestjs/common';
import type { Prisma } from '../generated/sqlite/client.js';
import { isUniqueViolation } from '../prisma/is-unique-violation.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { PasswordHasher } from './password-hasher.js';
import { AccountGoneError, EmailTakenError, UsernameTakenError } from './users.errors.js';

export interface NewAccount {
  /** Trimmed and lower-cased. */
  email: string;
  username: string;
  password: string;
  firstName?: string | null;
  lastName?: string | null;
  isAdmin?: boolean;
}

const withProfile = { profile: true } satisfies Prisma.UserInclude;
export type Account = Prisma.UserGetPayload<{ include: typeof withProfile }>;

type PasswordOf = Pick<Account, 'id' | 'passwordHash'>;

/** Accounts and their passwords. Its rows hold the password's hash: they are mapped before they go anywhere. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly hasher: PasswordHasher,
  ) {}

  /**
   * Makes an account with its profile.
   * @param alongside what else its transaction writes, such as the mail that tells of it
   * @throws EmailTakenError, UsernameTakenError, HashingBusyError
   */
  async create(
    { email, username, password, firstName, lastName, isAdmin }: NewAccount,
    alongside?: (tx: Prisma.TransactionClient, account: Account) => Promise<void>,
  ): Promise<Account> {
    const usernameKey = username.toLowerCase();
    // Before the hash, which costs a quarter of a second. The unique keys decide; this only saves the effort.
    await this.refuseTaken(email, usernameKey);
    const passwordHash = await this.hasher.hash(password);
    try {
      return await this.prisma.$transaction(async (tx) => {
        const account = await tx.user.create({
          data: { email, username, usernameKey, passwordHash, firstName, lastName, isAdmin, profile: { create: {} } },
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
   * The account with this e-mail and this password. Takes as long to find nobody as to find the password wrong.
   * @throws HashingBusyError
   */
  async findByPassword(email: string, password: string): Promise<Account | null> {
    const account = await this.prisma.user.findUnique({ where: { email }, include: withProfile });
    const matches = await this.hasher.matches(password, account?.passwordHash ?? null);
    return matches ? account : null;
  }

  /** Makes the account with this e-mail an administrator. @returns whether there is one */
  async makeAdmin(email: string): Promise<boolean> {
    const { count } = await this.prisma.user.updateMany({ where: { email }, data: { isAdmin: true } });
    return count === 1;
  }

  /**
   * Whether the account still has the password that was compared; if so nobody can change it before `tx` ends, so that
   * a login begun with the old password can't slip in behind the change that ends all logins.
   */
  async keepPassword(tx: Prisma.TransactionClient, { id, passwordHash }: PasswordOf): Promise<boolean> {
    // A write takes the row's lock on both databases. Raw, because `updatedAt` has no business with it.
    const count = await tx.$executeRaw`
      UPDATE "User" SET "passwordHash" = "passwordHash" WHERE "id" = ${id} AND "passwordHash" = ${passwordHash}`;
    return count === 1;
  }

  /** @returns false when the password was changed by somebody else meanwhile */
  async replacePassword(
    tx: Prisma.TransactionClient,
    { id, passwordHash }: PasswordOf,
    newHash: string,
  ): Promise<boolean> {
    const { count } = await tx.user.updateMany({ where: { id, passwordHash }, data: { passwordHash: newHash } });
    return count === 1;
  }

  /**
   * A new password for who proved to read the account's mail, so its address is verified as well.
   * @returns false when the account is gone
   */
  async resetPassword(tx: Prisma.TransactionClient, id: string, passwordHash: string): Promise<boolean> {
    const { count } = await tx.user.updateMany({ where: { id }, data: { passwordHash, isVerified: true } });
    return count === 1;
  }

  /** Notes that the account's owner reads the mail of its address; changes nothing where that is known. */
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
