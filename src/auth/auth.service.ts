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
import { EmailVerification } from './account-tokens/email-verification.service.js';
import { PasswordChanges } from './account-tokens/password-changes.service.js';
import { AuthSessionsService } from './sessions/auth-sessions.service.js';
import { PasswordCheck } from './password-check.service.js';

/** Registration, refresh, logout and password change. Login is `PasswordLoginService`. */
@Injectable()
export class AuthService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly accounts: AccountsService,
    private readonly authSessions: AuthSessionsService,
    private readonly hasher: PasswordHasher,
    private readonly passwords: PasswordCheck,
    private readonly verification: EmailVerification,
    private readonly passwordChanges: PasswordChanges,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * Creates an account and mails its owner a link that verifies the address.
   * @throws EmailTakenError, UsernameTakenError, HashingBusyError
   */
  async register(body: RegisterDto, clientIp: string): Promise<RegisterResponse> {
    const { email, username, password, firstName, lastName } = body;
    const given = { email, username, password, firstName, lastName, clientIp };
    const account = await this.accounts.create(given, (tx) => this.verification.ask(tx, email));
    this.outbox.kick();
    return { message: 'Votre compte a été créé.', user: toRegisteredUser(account) };
  }

  /** @throws RefreshTokenRequiredError, InvalidRefreshTokenError */
  async refresh({ refreshToken, rotate }: RefreshDto): Promise<RefreshResponse> {
    if (!refreshToken) throw new RefreshTokenRequiredError('No refresh token');
    if (rotate) return this.authSessions.rotate(refreshToken);
    return { accessToken: await this.authSessions.refresh(refreshToken) };
  }

  async logout(refreshToken?: string): Promise<MessageResponse> {
    if (refreshToken) await this.authSessions.end(refreshToken);
    return { message: 'Vous êtes déconnecté.' };
  }

  async logoutAll(refreshToken?: string): Promise<MessageResponse> {
    try {
      if (refreshToken) await this.authSessions.endAllByToken(refreshToken);
    } catch (error) {
      // An invalid token has no sessions to end, and the client can do nothing about it.
      if (!(error instanceof InvalidRefreshTokenError)) throw error;
    }
    return { message: 'Vous êtes déconnecté de tous vos appareils.' };
  }

  /**
   * Replaces the password, ends all sessions and mails the owner.
   * @param clientIp wrong passwords are counted by it and by account
   * @throws InvalidCurrentPasswordError, HashingBusyError, AccountGoneError, RateLimitExceededError
   */
  async changePassword(
    userId: string,
    { currentPassword, newPassword }: ChangePasswordDto,
    clientIp: string,
  ): Promise<MessageResponse> {
    const refusal = new InvalidCurrentPasswordError('Wrong current password');
    const account = await this.passwords.check(userId, currentPassword, clientIp, refusal);
    const newHash = await this.hasher.hash(newPassword, clientIp);

    await this.prisma.$transaction(async (tx) => {
      const isStillRight = await this.accounts.replacePassword(tx, account, newHash);
      if (!isStillRight) throw new InvalidCurrentPasswordError('The password was changed meanwhile');
      await this.passwordChanges.revokeAccess(tx, userId);
    });
    this.outbox.kick();
    return { message: 'Votre mot de passe a été changé, veuillez vous reconnecter.' };
  }
}
