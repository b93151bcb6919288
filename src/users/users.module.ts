import { Module } from '@nestjs/common';
import { AdminUsersController } from './admin/admin-users.controller.js';
import { AdminUsersService } from './admin/admin-users.service.js';
import { AccountsService } from './accounts.service.js';
import { FavoritesController } from './favorites/favorites.controller.js';
import { FavoritesService } from './favorites/favorites.service.js';
import { PasswordHasher } from './password-hasher.js';
import { UsersController } from './users.controller.js';
import { UsersService } from './users.service.js';

@Module({
  controllers: [UsersController, FavoritesController, AdminUsersController],
  providers: [UsersService, FavoritesService, AdminUsersService, AccountsService, PasswordHasher],
  exports: [AccountsService, PasswordHasher],
})
export class UsersModule {}
