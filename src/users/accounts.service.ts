import { Injectable } from '@nestjs/common';
import { Prisma } from '../generated/sqlite/client.js';
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
   * @throws EmailTakenError, UsernameTakenError, HashingBusyError
   */
  async create({ email, username, password, firstName, lastName, isAdmin }: NewAccount): Promise<Account> {
    const usernameKey = username.toLowerCase();
    // Before the hash, which costs a quarter of a second. The unique keys decide; this only saves the effort.
    await this.refuseTaken(email, usernameKey);
    const passwordHash = await this.hasher.hash(password);
    try {
      return await this.prisma.user.create({
        data: { email, username, usernameKey, passwordHash, firstName, lastName, isAdmin, profile: { create: {} } },
        include: withProfile,
      });
    } catch (error) {
      const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
      if (isTaken) await this.refuseTaken(email, usernameKey);
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

  private async refuseTaken(email: string, usernameKey: string): Promise<void> {
    const taken = await this.prisma.user.findMany({
      where: { OR: [{ email }, { usernameKey }] },
      select: { email: true },
    });
    if (taken.some((user) => user.email === email)) throw new EmailTakenError('E-mail taken');
    if (taken.length) throw new UsernameTakenError('Username taken');
  }
}
