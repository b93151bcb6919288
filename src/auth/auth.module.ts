import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { MailModule } from '../mail/mail.module.js';
import { UsersModule } from '../users/users.module.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { ChangePasswordController } from './change-password.controller.js';
import { ExpiredLoginsJob } from './expired-logins.job.js';
import { JwtAuthGuard } from './guard/jwt-auth.guard.js';
import { JwtStrategy } from './guard/jwt.strategy.js';
import { AccountTokens } from './links/account-tokens.js';
import { EmailVerification } from './links/email-verification.service.js';
import { LinkMails } from './links/link-mails.service.js';
import { LinksController } from './links/links.controller.js';
import { PasswordChanges } from './links/password-changes.service.js';
import { PasswordReset } from './links/password-reset.service.js';
import { LoginsService } from './logins.service.js';
import { AccountMails } from './mails/account-mails.service.js';
import { PasswordCheck } from './password-check.service.js';
import { PasswordLoginService } from './password-login.service.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsService } from './sessions/sessions.service.js';
import { TokenService } from './tokens/token.service.js';
import { ResealSecretsJob } from './two-factor/reseal-secrets.job.js';
import { SecondFactorService } from './two-factor/second-factor.service.js';
import { TotpSecrets } from './two-factor/totp-secrets.js';
import { TwoFactorMails } from './two-factor/two-factor-mails.service.js';
import { TwoFactorController } from './two-factor/two-factor.controller.js';
import { TwoFactorService } from './two-factor/two-factor.service.js';

@Module({
  imports: [JwtModule.register({}), UsersModule, MailModule],
  controllers: [AuthController, ChangePasswordController, LinksController, TwoFactorController, SessionsController],
  providers: [
    AuthService,
    ExpiredLoginsJob,
    TokenService,
    PasswordCheck,
    PasswordLoginService,
    AccountMails,
    AccountTokens,
    EmailVerification,
    LinkMails,
    PasswordChanges,
    PasswordReset,
    LoginsService,
    SessionsService,
    SecondFactorService,
    TotpSecrets,
    ResealSecretsJob,
    TwoFactorMails,
    TwoFactorService,
    JwtStrategy,
    { provide: APP_GUARD, useClass: JwtAuthGuard },
  ],
  exports: [PasswordCheck],
})
export class AuthModule {}
