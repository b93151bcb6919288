import { Injectable } from '@nestjs/common';
import type { Prisma, TwoFactor } from '../../prisma/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { RateLimiter } from '../../security/rate-limit/rate-limiter.service.js';
import { recoveryCodeHash } from './recovery-codes.js';
import { TotpSecrets } from './totp-secrets.js';
import { isTotpCode, totpStep } from './totp.js';
import { InvalidCodeError, InvalidLoginCodeError } from './two-factor.errors.js';

/** Checks codes. Each works once. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly secrets: TotpSecrets,
    private readonly limiter: RateLimiter,
  ) {}

  /** Whether the account asks for a code; a pending secret does not. */
  async isOn(userId: string, tx: Prisma.TransactionClient = this.prisma): Promise<boolean> {
    const row = await tx.twoFactor.findUnique({ where: { userId }, select: { enabledAt: true } });
    return Boolean(row?.enabledAt);
  }

  /**
   * Uses a valid code up: after the commit of `tx` it is invalid, and so are codes of earlier time steps.
   * @param code as typed: six digits, or a recovery code
   * @returns false when it is wrong, too old or used before, or when the account has no second factor
   */
  async use(tx: Prisma.TransactionClient, userId: string, code: string): Promise<boolean> {
    const row = await tx.twoFactor.findUnique({ where: { userId } });
    if (!row?.enabledAt) return false;
    const digits = withoutBlanks(code);
    return isTotpCode(digits) ? this.useStep(tx, row, digits) : this.useRecoveryCode(tx, userId, code);
  }

  /** Runs a check of a code. Wrong codes are counted by account, over all routes. @throws RateLimitExceededError */
  attempt<T>(userId: string, work: () => Promise<T>): Promise<T> {
    const isWrongCode = (error: unknown) => error instanceof InvalidCodeError || error instanceof InvalidLoginCodeError;
    return this.limiter.attempt('two-factor', userId, work, isWrongCode);
  }

  /** @returns the step that a pending or enabled factor's code belongs to, whether it was used or not */
  stepOf(row: TwoFactor, code: string): number | null {
    const secret = this.secrets.open(row);
    return secret === null ? null : totpStep(secret, withoutBlanks(code), new Date());
  }

  private async useStep(tx: Prisma.TransactionClient, row: TwoFactor, code: string): Promise<boolean> {
    const step = this.stepOf(row, code);
    if (step === null) return false;
    // Of concurrent requests with the same code this write lets one through.
    const { count } = await tx.twoFactor.updateMany({
      where: { userId: row.userId, secret: row.secret, OR: [{ lastStep: null }, { lastStep: { lt: step } }] },
      data: { lastStep: step },
    });
    return count === 1;
  }

  private async useRecoveryCode(tx: Prisma.TransactionClient, userId: string, code: string): Promise<boolean> {
    const codeHash = recoveryCodeHash(userId, code);
    if (codeHash === null) return false;
    const { count } = await tx.recoveryCode.deleteMany({ where: { userId, codeHash } });
    return count === 1;
  }
}

/** Apps show `123 456`. */
const withoutBlanks = (code: string): string => code.replace(/\s/g, '');
