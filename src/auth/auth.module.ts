import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { MailModule } from '../mail/mail.module.js';
import { UsersModule } from '../users/users.module.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { ChangePasswordController } from './change-password.controller.js';
import { AuthHousekeeping } from './sessions/auth-housekeeping.service.js';
import { ExpiredSessionsJob } from './sessions/expired-sessions.job.js';
import { JwtAuthGuard } from './guard/jwt-auth.guard.js';
import { JwtStrategy } from './guard/jwt.strategy.js';
import { AccountTokens } from './account-tokens/account-tokens.js';
import { EmailVerification } from './account-tokens/email-verification.service.js';
import { AccountTokenMails } from './account-tokens/account-token-mails.service.js';
import { KnownClientIps } from './known-client-ips.service.js';
import { AccountTokensController } from './account-tokens/account-tokens.controller.js';
import { PasswordChanges } from './account-tokens/password-changes.service.js';
import { PasswordReset } from './account-tokens/password-reset.service.js';
import { AuthSessionsService } from './sessions/auth-sessions.service.js';
import { AccountMails } from './mails/account-mails.service.js';
import { PasswordAttempts } from './password-attempts.service.js';
import { PasswordCheck } from './password-check.service.js';
import { PasswordLoginService } from './password-login.service.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { AccountSessionsService } from './sessions/account-sessions.service.js';
import { TokenService } from './tokens/token.service.js';
import { AdminTwoFactorController } from './two-factor/admin-two-factor.controller.js';
import { ResealSecretsJob } from './two-factor/reseal-secrets.job.js';
import { ResealSecretsService } from './two-factor/reseal-secrets.service.js';
import { SecondFactorService } from './two-factor/second-factor.service.js';
import { TotpSecrets } from './two-factor/totp-secrets.js';
import { TwoFactorMails } from './two-factor/two-factor-mails.service.js';
import { TwoFactorRemoval } from './two-factor/two-factor-removal.service.js';
import { TwoFactorUndoController } from './two-factor/two-factor-undo.controller.js';
import { TwoFactorController } from './two-factor/two-factor.controller.js';
import { TwoFactorService } from './two-factor/two-factor.service.js';
import { UndoTokens } from './two-factor/undo-tokens.js';

@Module({
  imports: [JwtModule.register({}), UsersModule, MailModule],
  controllers: [
    AuthController,
    ChangePasswordController,
    AccountTokensController,
    TwoFactorController,
    TwoFactorUndoController,
    AdminTwoFactorController,
    SessionsController,
  ],
  providers: [
    AuthService,
    AuthHousekeeping,
    ExpiredSessionsJob,
    TokenService,
    KnownClientIps,
    PasswordAttempts,
    PasswordCheck,
    PasswordLoginService,
    AccountMails,
    AccountTokens,
    EmailVerification,
    AccountTokenMails,
    PasswordChanges,
    PasswordReset,
    AuthSessionsService,
    AccountSessionsService,
    SecondFactorService,
    TotpSecrets,
    ResealSecretsJob,
    ResealSecretsService,
    TwoFactorMails,
    TwoFactorRemoval,
    TwoFactorService,
    UndoTokens,
    JwtStrategy,
    { provide: APP_GUARD, useClass: JwtAuthGuard },
  ],
  exports: [PasswordCheck],
})
export class AuthModule {}
