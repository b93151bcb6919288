import { Module } from '@nestjs/common';
import { AccountsService } from './accounts.service.js';
import { PasswordHasher } from './password-hasher.js';
import { UsersController } from './users.controller.js';
import { UsersService } from './users.service.js';

@Module({
  controllers: [UsersController],
  providers: [UsersService, AccountsService, PasswordHasher],
  exports: [AccountsService, PasswordHasher],
})
export class UsersModule {}
