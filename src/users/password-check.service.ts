import { Injectable } from '@nestjs/common';
import { addressKey } from '../security/rate-limit/client-key.js';
import { RateLimiter } from '../security/rate-limit/rate-limiter.service.js';
import { AccountsService, type Account } from './accounts.service.js';
import { PasswordHasher } from './password-hasher.js';
import { InvalidPasswordError } from './users.errors.js';

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
   * @returns the account that has this password; its hash goes into the write that follows, as it may change meanwhile
   * @throws InvalidPasswordError, AccountGoneError, HashingBusyError, RateLimitExceededError
   */
  async check(userId: string, password: string, address: string): Promise<Account> {
    const account = await this.accounts.get(userId);
    const from = addressKey(address);
    await this.limiter.attempt(
      [
        ['login', `${account.email} ${from}`],
        ['login-address', from],
      ],
      async () => {
        const isRight = await this.hasher.matches(password, account.passwordHash);
        if (!isRight) throw new InvalidPasswordError('Wrong password');
      },
      (error) => error instanceof InvalidPasswordError,
    );
    return account;
  }
}
