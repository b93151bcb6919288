import { Injectable } from '@nestjs/common';
import { PrismaService } from '../prisma/prisma.service.js';
import { addressKey } from '../security/rate-limit/client-key.js';
import { RateLimiter } from '../security/rate-limit/rate-limiter.service.js';
import { AccountsService } from '../users/accounts.service.js';
import { InvalidCredentialsError } from './auth.errors.js';
import { toLoginResponse, type LoginResponse } from './dto/auth.response.js';
import type { LoginDto } from './dto/login.dto.js';
import { LoginsService } from './logins.service.js';

/** From e-mail and password to tokens. */
@Injectable()
export class PasswordLoginService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly accounts: AccountsService,
    private readonly logins: LoginsService,
    private readonly limiter: RateLimiter,
  ) {}

  /**
   * @param address of the client: wrong passwords are counted by account and address, and by address alone
   * @throws InvalidCredentialsError, HashingBusyError, RateLimitExceededError
   */
  login({ email, password }: LoginDto, address: string): Promise<LoginResponse> {
    const from = addressKey(address);
    return this.limiter.attempt(
      [
        ['login', `${email} ${from}`],
        ['login-address', from],
      ],
      () => this.open(email, password),
      (error) => error instanceof InvalidCredentialsError,
    );
  }

  private async open(email: string, password: string): Promise<LoginResponse> {
    const account = await this.accounts.findByPassword(email, password);
    if (!account) throw new InvalidCredentialsError('Unknown e-mail or wrong password');
    const tokens = await this.prisma.$transaction(async (tx) => {
      const isStillRight = await this.accounts.keepPassword(tx, account);
      if (!isStillRight) throw new InvalidCredentialsError('The password was changed meanwhile');
      return this.logins.open(tx, account);
    });
    return toLoginResponse(account, tokens);
  }
}
