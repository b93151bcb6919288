import { Injectable } from '@nestjs/common';
import { PrismaService } from '../prisma/prisma.service.js';
import { addressKey } from '../security/rate-limit/client-key.js';
import { RateLimiter } from '../security/rate-limit/rate-limiter.service.js';
import { AccountsService, type Account } from '../users/accounts.service.js';
import { InvalidCredentialsError } from './auth.errors.js';
import {
  toLoginResponse,
  toTwoFactorRequiredResponse,
  type LoginResponse,
  type TwoFactorRequiredResponse,
} from './dto/auth.response.js';
import type { LoginDto } from './dto/login.dto.js';
import { LoginsService } from './logins.service.js';
import { SecondFactorService } from './two-factor/second-factor.service.js';
import { InvalidLoginCodeError } from './two-factor/two-factor.errors.js';

type LoginAnswer = LoginResponse | TwoFactorRequiredResponse;

/** From e-mail and password to tokens. */
@Injectable()
export class PasswordLoginService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly accounts: AccountsService,
    private readonly logins: LoginsService,
    private readonly secondFactor: SecondFactorService,
    private readonly limiter: RateLimiter,
  ) {}

  /**
   * @param address of the client: wrong passwords are counted by account and address, and by address alone
   * @param userAgent what the client calls itself; it is kept with the login
   * @returns tokens, or the question for the code that the account asks for
   * @throws InvalidCredentialsError, InvalidLoginCodeError, HashingBusyError, RateLimitExceededError
   */
  login(body: LoginDto, address: string, userAgent?: string): Promise<LoginAnswer> {
    const from = addressKey(address);
    return this.limiter.attempt(
      [
        ['login', `${body.email} ${from}`],
        ['login-address', from],
      ],
      () => this.check(body, userAgent),
      (error) => error instanceof InvalidCredentialsError,
    );
  }

  /** The password goes first: whoever does not know it learns nothing of the second factor, nor can use up its tries. */
  private async check(body: LoginDto, userAgent?: string): Promise<LoginAnswer> {
    const { email, password, twoFactorCode: code } = body;
    const account = await this.accounts.findByPassword(email, password);
    if (!account) throw new InvalidCredentialsError('Unknown e-mail or wrong password');
    const isAsked = Boolean(code) && (await this.secondFactor.isOn(account.id));
    if (!isAsked) return this.open(account, userAgent);
    return this.secondFactor.attempt(account.id, () => this.open(account, userAgent, code));
  }

  private open(account: Account, userAgent?: string, code?: string): Promise<LoginAnswer> {
    return this.prisma.$transaction(async (tx) => {
      const isStillRight = await this.accounts.keepPassword(tx, account);
      if (!isStillRight) throw new InvalidCredentialsError('The password was changed meanwhile');
      // Asked again under the account's lock, so that no login slips in behind the one that turns it on.
      if (await this.secondFactor.isOn(account.id, tx)) {
        if (!code) return toTwoFactorRequiredResponse(account);
        const isGood = await this.secondFactor.use(tx, account.id, code);
        if (!isGood) throw new InvalidLoginCodeError('Wrong or used code');
      }
      return toLoginResponse(account, await this.logins.open(tx, account, userAgent));
    });
  }
}
