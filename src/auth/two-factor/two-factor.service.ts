import { Injectable } from '@nestjs/common';
import type { AuthUser } from '../../common/decorators/current-user.decorator.js';
import type { Prisma } from '../../prisma/client.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { AccountsService } from '../../users/accounts.service.js';
import { lockAccount } from '../../users/lock-account.js';
import { AccountGoneError, InvalidPasswordError } from '../../users/users.errors.js';
import { InvalidTokenError } from '../auth.errors.js';
import { AuthSessionsService } from '../sessions/auth-sessions.service.js';
import { PasswordCheck } from '../password-check.service.js';
import type { DisableTwoFactorDto } from './dto/disable-two-factor.dto.js';
import type { EnableTwoFactorDto } from './dto/enable-two-factor.dto.js';
import type {
  TwoFactorDisabledResponse,
  TwoFactorEnabledResponse,
  TwoFactorSetupResponse,
  TwoFactorStatusResponse,
} from './dto/two-factor.response.js';
import { qrCode } from './qr-code.js';
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.js';
import { SecondFactorService } from './second-factor.service.js';
import { newTotpSecret, totpUri } from './totp.js';
import { TotpSecrets } from './totp-secrets.js';
import { twoFactorOff } from '../mails/new-account-mails.js';
import { twoFactorOn } from './two-factor-mails.service.js';
import {
  CodeRequiredError,
  CredentialsRequiredError,
  InvalidCodeError,
  TwoFactorAlreadyEnabledError,
  TwoFactorNotConfiguredError,
  TwoFactorNotEnabledError,
} from './two-factor.errors.js';

/** An account's own second factor, on and off. Each change locks the account's row first, as a login does. */
@Injectable()
export class TwoFactorService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly accounts: AccountsService,
    private readonly passwords: PasswordCheck,
    private readonly authSessions: AuthSessionsService,
    private readonly secondFactor: SecondFactorService,
    private readonly secrets: TotpSecrets,
    private readonly outbox: OutboxService,
  ) {}

  async status(userId: string): Promise<TwoFactorStatusResponse> {
    return { twoFactorEnabled: await this.secondFactor.isOn(userId) };
  }

  /**
   * A new secret, pending until it is enabled. It replaces an earlier pending one.
   * @throws TwoFactorAlreadyEnabledError, AccountGoneError
   */
  async setup({ userId, email }: AuthUser): Promise<TwoFactorSetupResponse> {
    const secret = newTotpSecret();
    const pending = { secret: this.secrets.seal(secret, userId), lastStep: null, createdAt: new Date() };
    await this.prisma.$transaction(async (tx) => {
      if (!(await lockAccount(tx, userId))) throw new AccountGoneError();
      if (await this.secondFactor.isOn(userId, tx)) throw new TwoFactorAlreadyEnabledError('Already enabled');
      await tx.twoFactor.upsert({ where: { userId }, create: { userId, ...pending }, update: pending });
    });
    const message =
      'Scannez ce code avec votre application d’authentification, puis saisissez le code qu’elle affiche.';
    return { secret, qrCode: await qrCode(totpUri(secret, email)), message };
  }

  /**
   * Enables the pending secret, ends the account's other sessions and mails its owner.
   * @returns the recovery codes in clear; the database stores only their hashes
   * @throws CodeRequiredError, TwoFactorNotConfiguredError, TwoFactorAlreadyEnabledError, InvalidCodeError,
   *   RateLimitExceededError
   */
  async enable(user: AuthUser, { code }: EnableTwoFactorDto): Promise<TwoFactorEnabledResponse> {
    if (!code) throw new CodeRequiredError('No code');
    const recoveryCodes = newRecoveryCodes();
    await this.secondFactor.attempt(user.userId, () =>
      this.prisma.$transaction((tx) => this.turnOn(tx, user, code, recoveryCodes)),
    );
    this.outbox.kick();
    const message = 'La double authentification est activée. Conservez vos codes de secours en lieu sûr.';
    return { message, twoFactorEnabled: true, recoveryCodes };
  }

  /**
   * Turns it off. Checks the password first, then the code or recovery code.
   * @param clientIp wrong passwords are counted by it
   * @throws CredentialsRequiredError, TwoFactorNotEnabledError, InvalidPasswordError, InvalidCodeError,
   *   HashingBusyError, RateLimitExceededError
   */
  async disable(
    userId: string,
    { code, password }: DisableTwoFactorDto,
    clientIp: string,
  ): Promise<TwoFactorDisabledResponse> {
    if (!code || !password) throw new CredentialsRequiredError('No code or no password');
    if (!(await this.secondFactor.isOn(userId))) throw new TwoFactorNotEnabledError('Not enabled');
    const account = await this.passwords.check(userId, password, clientIp);

    await this.secondFactor.attempt(userId, () =>
      this.prisma.$transaction(async (tx) => {
        const isStillRight = await this.accounts.keepPassword(tx, account);
        if (!isStillRight) throw new InvalidPasswordError('The password was changed meanwhile');
        await this.turnOff(tx, userId, code);
      }),
    );
    this.outbox.kick();
    return { message: 'La double authentification est désactivée.', twoFactorEnabled: false };
  }

  private async turnOn(
    tx: Prisma.TransactionClient,
    { userId, sessionId }: AuthUser,
    code: string,
    recoveryCodes: string[],
  ): Promise<void> {
    if (!(await lockAccount(tx, userId))) throw new AccountGoneError();
    const row = await tx.twoFactor.findUnique({ where: { userId } });
    if (!row) throw new TwoFactorNotConfiguredError('No secret');
    if (row.enabledAt) throw new TwoFactorAlreadyEnabledError('Already enabled');
    const lastStep = this.secondFactor.stepOf(row, code);
    if (lastStep === null) throw new InvalidCodeError('Wrong code');

    const { isVerified } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { isVerified: true } });
    const isAlive = await this.authSessions.endOthers(tx, userId, sessionId);
    if (!isAlive) throw new InvalidTokenError('The session was ended meanwhile');
    const { count } = await tx.twoFactor.updateMany({
      where: { userId, secret: row.secret, enabledAt: null },
      data: { enabledAt: new Date(), lastStep, enabledUnproven: !isVerified },
    });
    if (!count) throw new TwoFactorAlreadyEnabledError('Enabled meanwhile');
    await tx.recoveryCode.deleteMany({ where: { userId } });
    const codes = recoveryCodes.map((one) => ({ userId, codeHash: recoveryCodeHash(userId, one)! }));
    await tx.recoveryCode.createMany({ data: codes });
    await this.outbox.add(tx, [twoFactorOn(userId)]);
  }

  private async turnOff(tx: Prisma.TransactionClient, userId: string, code: string): Promise<void> {
    if (!(await this.secondFactor.isOn(userId, tx))) throw new TwoFactorNotEnabledError('Disabled meanwhile');
    const isGood = await this.secondFactor.use(tx, userId, code);
    if (!isGood) throw new InvalidCodeError('Wrong or used code');
    await tx.twoFactor.delete({ where: { userId } });
    await this.outbox.add(tx, [twoFactorOff(userId)]);
  }
}
