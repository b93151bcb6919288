import { Injectable } from '@nestjs/common';
import type { DomainError } from '../common/errors/domain-error.js';
import { addressKey } from '../security/rate-limit/client-key.js';
import { RateLimiter } from '../security/rate-limit/rate-limiter.service.js';
import { AccountsService, type Account } from '../users/accounts.service.js';
import { PasswordHasher } from '../users/password-hasher.js';
import { InvalidPasswordError } from '../users/users.errors.js';

/** Asks for the password again, before something that can't be undone. */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly accounts: AccountsService,
    private readonly hasher: PasswordHasher,
    private readonly limiter: RateLimiter,
  ) {}

  /**
   * @param address of the client: wrong passwords count as failed logins do, whoever has the token
   * @param refusal what a wrong password is at this route
   * @returns the account that has this password; its hash goes into the write that follows, as it may change meanwhile
   * @throws `refusal`, AccountGoneError, HashingBusyError, RateLimitExceededError
   */
  async check(
    userId: string,
    password: string,
    address: string,
    refusal: DomainError = new InvalidPasswordError('Wrong password'),
  ): Promise<Account> {
    const account = await this.accounts.get(userId);
    const from = addressKey(address);
    await this.limiter.attempt(
      [
        ['login', `${account.email} ${from}`],
        ['login-address', from],
      ],
      async () => {
        const isRight = await this.hasher.matches(password, account.passwordHash);
        if (!isRight) throw refusal;
      },
      (error) => error === refusal,
    );
    return account;
  }
}
