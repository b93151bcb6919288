import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { MessageResponse } from '../../common/message.response.js';
import { TwoFactorRemoval } from './two-factor-removal.service.js';

@ApiTags('admin: accounts')
@ApiBearerAuth()
@AdminOnly()
@Controller('admin/users')
export class AdminTwoFactorController {
  constructor(private readonly removal: TwoFactorRemoval) {}

  /** Removes a customer's second factor, ends the account's sessions and mails its owner. */
  @Post(':userId/reset-2fa')
  @HttpCode(200)
  @ApiParam({ name: 'userId', example: 'demo-ondine' })
  @ApiOkResponse({
    type: MessageResponse,
    example: { message: 'La double authentification de ce compte est retirée.' },
  })
  @ApiErrors({ 400: ['2FA_NOT_ENABLED'], 404: ['USER_NOT_FOUND'] })
  async reset(@CurrentUser() admin: AuthUser, @Param('userId') userId: string): Promise<MessageResponse> {
    await this.removal.reset(admin.userId, userId);
    return { message: 'La double authentification de ce compte est retirée.' };
  }
}
