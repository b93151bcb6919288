import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { AuthController } from './auth.controller.js';
import { JwtAuthGuard } from './guard/jwt-auth.guard.js';
import { JwtStrategy } from './guard/jwt.strategy.js';
import { LoginsService } from './logins.service.js';
import { TokenService } from './tokens/token.service.js';

@Module({
  imports: [JwtModule.register({})],
  controllers: [AuthController],
  providers: [TokenService, LoginsService, JwtStrategy, { provide: APP_GUARD, useClass: JwtAuthGuard }],
})
export class AuthModule {}
