import { Body, Controller, Ip, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../common/decorators/current-user.decorator.js';
import { MessageResponse } from '../common/message.response.js';
import { AuthService } from './auth.service.js';
import { ChangePasswordDto } from './dto/change-password.dto.js';

/** Served here and not beside the profile, because it ends logins. */
@ApiTags('users')
@ApiBearerAuth()
@Controller('users')
export class ChangePasswordController {
  constructor(private readonly auth: AuthService) {}

  /** Changes the password and ends all logins, this one too. */
  @Put('change-password')
  @ApiOkResponse({ type: MessageResponse })
  @ApiErrors({
    400: ['INVALID_CURRENT_PASSWORD', 'VALIDATION_ERROR'],
    401: ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN'],
    429: ['RATE_LIMIT_EXCEEDED'],
    503: ['SERVICE_BUSY'],
  })
  change(
    @CurrentUser() { userId }: AuthUser,
    @Body() body: ChangePasswordDto,
    @Ip() address: string,
  ): Promise<MessageResponse> {
    return this.auth.changePassword(userId, body, address);
  }
}
