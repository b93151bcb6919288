import { createHmac, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { derivedKeys } from '../../common/secrets/derived-key.js';
import { sha256 } from '../../common/secrets/sha256.js';
import { jwtConfig, type JwtConfig } from '../../config/jwt.config.js';
import type { AccountTokenPurpose, Prisma } from '../../generated/sqlite/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';

const HOUR_MS = 60 * 60_000;

const LIFE_MS: Record<AccountTokenPurpose, number> = { VERIFY_EMAIL: 7 * 24 * HOUR_MS, RESET_PASSWORD: HOUR_MS };

const withUser = { user: { select: { id: true, email: true } } } satisfies Prisma.AccountTokenInclude;
type LiveToken = Prisma.AccountTokenGetPayload<{ include: typeof withUser }>;

/**
 * The tokens in links to an account's own address. A token is drawn from its row's id with a key of its own, so the
 * mail that carries it can be written when it is sent, and neither the database nor the outbox ever holds it.
 */
@Injectable()
export class AccountTokens {
  /** The one that new tokens are drawn with first. */
  private readonly keys: readonly [Buffer, ...Buffer[]];

  constructor(
    private readonly prisma: PrismaService,
    @Inject(jwtConfig.KEY) { accessSecrets }: JwtConfig,
  ) {
    this.keys = derivedKeys(accessSecrets, 'account-links');
  }

  /**
   * Writes a token for the account with this e-mail, if there is one; those that it had for the same purpose die. The
   * statements are the same whether or not there is such an account: what they still differ by in time is far less than
   * what requests differ by anyway, and nobody gets to ask often about one address.
   * @returns the id of the row, or of none
   */
  async issue(tx: Prisma.TransactionClient, email: string, purpose: AccountTokenPurpose): Promise<string> {
    const id = randomUUID();
    const now = new Date();
    const expiresAt = new Date(now.getTime() + LIFE_MS[purpose]);
    // Its row is locked first: of two at once the later one finds the earlier one's token, and removes it.
    await tx.$executeRaw`UPDATE "User" SET "passwordHash" = "passwordHash" WHERE "email" = ${email}`;
    await tx.accountToken.deleteMany({ where: { purpose, user: { email } } });
    await tx.$executeRaw`
      INSERT INTO "AccountToken" ("id", "userId", "purpose", "tokenHash", "createdAt", "expiresAt")
      SELECT ${id}, "id", ${purpose}, ${sha256(draw(this.keys[0], id))}, ${now}, ${expiresAt}
      FROM "User" WHERE "email" = ${email}`;
    return id;
  }

  /** @returns the token of a row, 64 hexadecimal characters: for the mail alone */
  tokenOf({ id, tokenHash }: Pick<LiveToken, 'id' | 'tokenHash'>): string {
    const tokens = this.keys.map((key) => draw(key, id));
    // Drawn before the secret was replaced, perhaps: then the row says with which.
    return tokens.find((token) => sha256(token) === tokenHash) ?? tokens[0]!;
  }

  /** The row of a token that is good now, with its account; null when it is none of ours, used or expired. */
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

  /** Uses a token up. @returns false when somebody else has, or it has expired: then what it was to do must not be done */
  async use(tx: Prisma.TransactionClient, id: string): Promise<boolean> {
    const { count } = await tx.accountToken.deleteMany({ where: { id, expiresAt: { gt: new Date() } } });
    return count === 1;
  }

  /** Lets an account's tokens of one purpose die. */
  async revoke(tx: Prisma.TransactionClient, userId: string, purpose: AccountTokenPurpose): Promise<void> {
    await tx.accountToken.deleteMany({ where: { userId, purpose } });
  }
}

function draw(key: Buffer, id: string): string {
  return createHmac('sha256', key).update(id).digest('hex');
}

function isLive({ purpose, expiresAt }: LiveToken, wanted: AccountTokenPurpose): boolean {
  return purpose === wanted && expiresAt > new Date();
}
