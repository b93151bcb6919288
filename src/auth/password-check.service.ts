import { Injectable } from '@nestjs/common';
import type { DomainError } from '../common/errors/domain-error.js';
import { AccountsService, type Account } from '../users/accounts.service.js';
import { PasswordHasher } from '../users/password-hasher.js';
import { InvalidPasswordError } from '../users/users.errors.js';
import { PasswordAttempts } from './password-attempts.service.js';

/** Checks the password again before an action that can't be undone. */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly accounts: AccountsService,
    private readonly hasher: PasswordHasher,
    private readonly attempts: PasswordAttempts,
  ) {}

  /**
   * @param clientIp wrong passwords count like failed logins
   * @param refusal the error of this route for a wrong password
   * @returns the account. Compare its hash in the write that follows, as the password may change meanwhile
   * @throws `refusal`, AccountGoneError, HashingBusyError, RateLimitExceededError
   */
  async check(
    userId: string,
    password: string,
    clientIp: string,
    refusal: DomainError = new InvalidPasswordError('Wrong password'),
  ): Promise<Account> {
    const account = await this.accounts.get(userId);
    const compare = async (): Promise<void> => {
      const isRight = await this.hasher.matches(password, account.passwordHash, clientIp);
      if (!isRight) throw refusal;
    };
    await this.attempts.run(account.email, clientIp, compare, (error) => error === refusal);
    return account;
  }
}
