import { Injectable } from '@nestjs/common';
import { addressKey } from '../security/rate-limit/client-key.js';
import { RateLimiter } from '../security/rate-limit/rate-limiter.service.js';
import { KnownClientIps } from './known-client-ips.service.js';

/** Limits wrong passwords, at the login and at every other check of the password. */
@Injectable()
export class PasswordAttempts {
  constructor(
    private readonly limiter: RateLimiter,
    private readonly knownIps: KnownClientIps,
  ) {}

  /**
   * Runs a check of a password. A wrong one counts by account and client IP, and by account over all IPs that have not
   * logged in to it lately: an attacker with many IPs is stopped, and the owner can still log in.
   * @param email of the account; whether there is one makes no difference
   * @param isWrong which errors of `work` say that the password is wrong
   * @throws RateLimitExceededError without running `work`; else what `work` throws
   */
  run<T>(email: string, clientIp: string, work: () => Promise<T>, isWrong: (error: unknown) => boolean): Promise<T> {
    const overAllIps = async () =>
      (await this.knownIps.has(email, clientIp)) ? work() : this.limiter.attempt('login-account', email, work, isWrong);
    return this.limiter.attempt('login', `${email} ${addressKey(clientIp)}`, overAllIps, isWrong);
  }
}
