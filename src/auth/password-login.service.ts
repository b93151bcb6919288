import { Injectable } from '@nestjs/common';
import { PrismaService } from '../prisma/prisma.service.js';
import { AccountsService, type Account } from '../users/accounts.service.js';
import { InvalidCredentialsError } from './auth.errors.js';
import {
  toLoginResponse,
  toTwoFactorRequiredResponse,
  type LoginResponse,
  type TwoFactorRequiredResponse,
} from './dto/auth.response.js';
import type { LoginDto } from './dto/login.dto.js';
import { KnownClientIps } from './known-client-ips.service.js';
import { AuthSessionsService } from './sessions/auth-sessions.service.js';
import { PasswordAttempts } from './password-attempts.service.js';
import { SecondFactorService } from './two-factor/second-factor.service.js';
import { InvalidLoginCodeError } from './two-factor/two-factor.errors.js';

type LoginAnswer = LoginResponse | TwoFactorRequiredResponse;

/** From e-mail and password to tokens. */
@Injectable()
export class PasswordLoginService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly accounts: AccountsService,
    private readonly authSessions: AuthSessionsService,
    private readonly secondFactor: SecondFactorService,
    private readonly attempts: PasswordAttempts,
    private readonly knownIps: KnownClientIps,
  ) {}

  /**
   * @param clientIp wrong passwords are counted by it and by account
   * @param userAgent of the request; stored with the session
   * @returns tokens, or `requiresTwoFactor` when the account needs a code
   * @throws InvalidCredentialsError, InvalidLoginCodeError, HashingBusyError, RateLimitExceededError
   */
  login(body: LoginDto, clientIp: string, userAgent?: string): Promise<LoginAnswer> {
    const check = () => this.check(body, clientIp, userAgent);
    return this.attempts.run(body.email, clientIp, check, (error) => error instanceof InvalidCredentialsError);
  }

  /** The password comes first: without it nobody learns of the second factor or uses up its attempts. */
  private async check(body: LoginDto, clientIp: string, userAgent?: string): Promise<LoginAnswer> {
    const { email, password, twoFactorCode: code } = body;
    const account = await this.accounts.findByPassword(email, password, clientIp);
    if (!account) throw new InvalidCredentialsError('Unknown e-mail or wrong password');
    const isAsked = Boolean(code) && (await this.secondFactor.isOn(account.id));
    if (!isAsked) return this.open(account, clientIp, userAgent);
    return this.secondFactor.attempt(account.id, () => this.open(account, clientIp, userAgent, code));
  }

  private open(account: Account, clientIp: string, userAgent?: string, code?: string): Promise<LoginAnswer> {
    return this.prisma.$transaction(async (tx) => {
      const isStillRight = await this.accounts.keepPassword(tx, account);
      if (!isStillRight) throw new InvalidCredentialsError('The password was changed meanwhile');
      // Checked again under the account's lock: the second factor may have been enabled meanwhile.
      if (await this.secondFactor.isOn(account.id, tx)) {
        if (!code) return toTwoFactorRequiredResponse(account);
        const isGood = await this.secondFactor.use(tx, account.id, code);
        if (!isGood) throw new InvalidLoginCodeError('Wrong or used code');
      }
      await this.knownIps.remember(tx, account.id, clientIp);
      return toLoginResponse(account, await this.authSessions.open(tx, account, userAgent));
    });
  }
}
