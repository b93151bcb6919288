import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { UsersModule } from '../users/users.module.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { ChangePasswordController } from './change-password.controller.js';
import { ExpiredLoginsJob } from './expired-logins.job.js';
import { JwtAuthGuard } from './guard/jwt-auth.guard.js';
import { JwtStrategy } from './guard/jwt.strategy.js';
import { LoginsService } from './logins.service.js';
import { PasswordLoginService } from './password-login.service.js';
import { TokenService } from './tokens/token.service.js';

@Module({
  imports: [JwtModule.register({}), UsersModule],
  controllers: [AuthController, ChangePasswordController],
  providers: [
    AuthService,
    ExpiredLoginsJob,
    TokenService,
    PasswordLoginService,
    LoginsService,
    JwtStrategy,
    { provide: APP_GUARD, useClass: JwtAuthGuard },
  ],
})
export class AuthModule {}
