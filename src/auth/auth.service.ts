import { Injectable } from '@nestjs/common';
import type { MessageResponse } from '../common/message.response.js';
import { OutboxService } from '../mail/outbox.service.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { AccountsService } from '../users/accounts.service.js';
import { PasswordHasher } from '../users/password-hasher.js';
import { InvalidCurrentPasswordError, InvalidRefreshTokenError, RefreshTokenRequiredError } from './auth.errors.js';
import { toRegisteredUser, type RefreshResponse, type RegisterResponse } from './dto/auth.response.js';
import type { ChangePasswordDto } from './dto/change-password.dto.js';
import type { RefreshDto } from './dto/refresh.dto.js';
import type { RegisterDto } from './dto/register.dto.js';
import { EmailVerification } from './links/email-verification.service.js';
import { PasswordChanges } from './links/password-changes.service.js';
import { LoginsService } from './logins.service.js';
import { PasswordCheck } from './password-check.service.js';

/** From registering to logging out but for logging in. */
@Injectable()
export class AuthService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly accounts: AccountsService,
    private readonly logins: LoginsService,
    private readonly hasher: PasswordHasher,
    private readonly passwords: PasswordCheck,
    private readonly verification: EmailVerification,
    private readonly passwordChanges: PasswordChanges,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * Makes an account and mails its owner a link that verifies the address.
   * @throws EmailTakenError, UsernameTakenError, HashingBusyError
   */
  async register({ email, username, password, firstName, lastName }: RegisterDto): Promise<RegisterResponse> {
    const given = { email, username, password, firstName, lastName };
    const account = await this.accounts.create(given, (tx) => this.verification.ask(tx, email));
    this.outbox.kick();
    return { message: 'Votre compte a été créé.', user: toRegisteredUser(account) };
  }

  /** @throws RefreshTokenRequiredError, InvalidRefreshTokenError */
  async refresh({ refreshToken, rotate }: RefreshDto): Promise<RefreshResponse> {
    if (!refreshToken) throw new RefreshTokenRequiredError('No refresh token');
    if (rotate) return this.logins.rotate(refreshToken);
    return { accessToken: await this.logins.refresh(refreshToken) };
  }

  async logout(refreshToken?: string): Promise<MessageResponse> {
    if (refreshToken) await this.logins.end(refreshToken);
    return { message: 'Vous êtes déconnecté.' };
  }

  async logoutAll(refreshToken?: string): Promise<MessageResponse> {
    try {
      if (refreshToken) await this.logins.endAllByToken(refreshToken);
    } catch (error) {
      // Whoever can't be logged out is not told: there is nothing for them to do about it.
      if (!(error instanceof InvalidRefreshTokenError)) throw error;
    }
    return { message: 'Vous êtes déconnecté de tous vos appareils.' };
  }

  /**
   * Puts a new password in the old one's place, ends all logins and tells the account's owner by mail.
   * @param address of the client, by which wrong passwords are counted
   * @throws InvalidCurrentPasswordError, HashingBusyError, AccountGoneError, RateLimitExceededError
   */
  async changePassword(
    userId: string,
    { currentPassword, newPassword }: ChangePasswordDto,
    address: string,
  ): Promise<MessageResponse> {
    const refusal = new InvalidCurrentPasswordError('Wrong current password');
    const account = await this.passwords.check(userId, currentPassword, address, refusal);
    const newHash = await this.hasher.hash(newPassword);

    await this.prisma.$transaction(async (tx) => {
      const isStillRight = await this.accounts.replacePassword(tx, account, newHash);
      if (!isStillRight) throw new InvalidCurrentPasswordError('The password was changed meanwhile');
      await this.passwordChanges.settle(tx, userId);
    });
    this.outbox.kick();
    return { message: 'Votre mot de passe a été changé, veuillez vous reconnecter.' };
  }
}
