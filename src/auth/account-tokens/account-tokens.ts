import { createHmac, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { derivedKeys } from '../../common/secrets/derived-key.js';
import { sha256 } from '../../common/secrets/sha256.js';
import { jwtConfig, type JwtConfig } from '../../config/jwt.config.js';
import type { AccountTokenPurpose, Prisma } from '../../prisma/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';

const HOUR_MS = 60 * 60_000;

const LIFE_MS: Record<AccountTokenPurpose, number> = { VERIFY_EMAIL: 7 * 24 * HOUR_MS, RESET_PASSWORD: HOUR_MS };

const withUser = { user: { select: { id: true, email: true } } } satisfies Prisma.AccountTokenInclude;
type LiveToken = Prisma.AccountTokenGetPayload<{ include: typeof withUser }>;

/**
 * The tokens in mails that verify an address or reset a password. A token is derived from its row's id with a secret key,
 * so the mail can be composed when it is sent, and neither the database nor the outbox stores the token.
 */
@Injectable()
export class AccountTokens {
  /** The first one derives new tokens; the others are of secrets being replaced. */
  private readonly keys: readonly [Buffer, ...Buffer[]];

  constructor(
    private readonly prisma: PrismaService,
    @Inject(jwtConfig.KEY) { accessSecrets }: JwtConfig,
  ) {
    this.keys = derivedKeys(accessSecrets, 'account-links');
  }

  /**
   * Writes a token for the account with this e-mail, if there is one. Earlier tokens stay valid. The statement is the same
   * with and without an account, so its time doesn't show which e-mails are registered; requests per e-mail are limited.
   * @returns the id of the row; without an account no row has it
   */
  async issue(tx: Prisma.TransactionClient, email: string, purpose: AccountTokenPurpose): Promise<string> {
    const id = randomUUID();
    const now = new Date();
    const expiresAt = new Date(now.getTime() + LIFE_MS[purpose]);
    await tx.$executeRaw`
      INSERT INTO "AccountToken" ("id", "userId", "purpose", "tokenHash", "createdAt", "expiresAt")
      SELECT ${id}, "id", ${purpose}, ${sha256(derive(this.keys[0], id))}, ${now}, ${expiresAt}
      FROM "User" WHERE "email" = ${email}`;
    return id;
  }

  /** @returns the token of a row, 64 hexadecimal characters. Only the mail may contain it. */
  tokenOf({ id, tokenHash }: Pick<LiveToken, 'id' | 'tokenHash'>): string {
    const tokens = this.keys.map((key) => derive(key, id));
    // After a change of the secret, the row's hash says which key it was derived with.
    return tokens.find((token) => sha256(token) === tokenHash) ?? tokens[0]!;
  }

  /** The row of a valid token with its account; null when it is unknown, used or expired. */
  async find(token: string, purpose: AccountTokenPurpose): Promise<LiveToken | null> {
    const tokenHash = sha256(token);
    const row = await this.prisma.accountToken.findUnique({ where: { tokenHash }, include: withUser });
    return row && isLive(row, purpose) ? row : null;
  }

  /** The same by the row's id. */
  async findById(id: string, purpose: AccountTokenPurpose): Promise<LiveToken | null> {
    const row = await this.prisma.accountToken.findUnique({ where: { id }, include: withUser });
    return row && isLive(row, purpose) ? row : null;
  }

  /** Uses a token up. @returns false when another request has used it or it has expired: then roll back */
  async use(tx: Prisma.TransactionClient, id: string): Promise<boolean> {
    const { count } = await tx.accountToken.deleteMany({ where: { id, expiresAt: { gt: new Date() } } });
    return count === 1;
  }

  /** Deletes an account's tokens of one purpose. */
  async revoke(tx: Prisma.TransactionClient, userId: string, purpose: AccountTokenPurpose): Promise<void> {
    await tx.accountToken.deleteMany({ where: { userId, purpose } });
  }
}

function derive(key: Buffer, id: string): string {
  return createHmac('sha256', key).update(id).digest('hex');
}

function isLive({ purpose, expiresAt }: LiveToken, wanted: AccountTokenPurpose): boolean {
  return purpose === wanted && expiresAt > new Date();
}
