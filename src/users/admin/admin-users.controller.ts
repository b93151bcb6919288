import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { AdminUsersResponse, ChangedUserResponse, OneAdminUserResponse } from './admin-user.response.js';
import { AdminUsersQuery } from './admin-users.query.js';
import { AdminUsersService } from './admin-users.service.js';
import { ChangeUserDto } from './dto/change-user.dto.js';

@ApiTags('admin: accounts')
@ApiBearerAuth()
@AdminOnly()
@Controller('admin/users')
export class AdminUsersController {
  constructor(private readonly users: AdminUsersService) {}

  /** Everybody's accounts, newest first. */
  @Get()
  @ApiOkResponse({ type: AdminUsersResponse })
  list(@Query() query: AdminUsersQuery): Promise<AdminUsersResponse> {
    return this.users.list(query);
  }

  /** One account with its profile, its last orders and how much of everything it has. */
  @Get(':userId')
  @ApiParam({ name: 'userId', example: 'demo-ondine' })
  @ApiOkResponse({ type: OneAdminUserResponse })
  @ApiErrors({ 404: ['USER_NOT_FOUND'] })
  async get(@Param('userId') userId: string): Promise<OneAdminUserResponse> {
    return { user: await this.users.get(userId) };
  }

  /** Sets whether a user is an administrator and whether the address is verified. Takes effect at once. */
  @Patch(':userId')
  @ApiParam({ name: 'userId', example: 'demo-ondine' })
  @ApiOkResponse({ type: ChangedUserResponse })
  @ApiErrors({ 404: ['USER_NOT_FOUND'], 409: ['LAST_ADMIN'] })
  async change(
    @CurrentUser() admin: AuthUser,
    @Param('userId') userId: string,
    @Body() body: ChangeUserDto,
  ): Promise<ChangedUserResponse> {
    return { user: await this.users.change(admin.userId, userId, body) };
  }
}
