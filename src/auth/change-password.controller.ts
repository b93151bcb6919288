import { Body, Controller, Ip, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../common/decorators/current-user.decorator.js';
import { MessageResponse } from '../common/message.response.js';
import { AuthService } from './auth.service.js';
import { ChangePasswordDto } from './dto/change-password.dto.js';

/** Here instead of in `users`, because it ends sessions. */
@ApiTags('account')
@ApiBearerAuth()
@Controller('users')
export class ChangePasswordController {
  constructor(private readonly auth: AuthService) {}

  /** Changes the password and ends all sessions, the current one too. */
  @Put('change-password')
  @ApiOkResponse({
    type: MessageResponse,
    example: { message: 'Votre mot de passe a été changé, veuillez vous reconnecter.' },
  })
  @ApiErrors({
    400: ['INVALID_CURRENT_PASSWORD', 'VALIDATION_ERROR'],
    401: ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN'],
    429: ['RATE_LIMIT_EXCEEDED'],
    503: ['SERVICE_BUSY'],
  })
  change(
    @CurrentUser() { userId }: AuthUser,
    @Body() body: ChangePasswordDto,
    @Ip() clientIp: string,
  ): Promise<MessageResponse> {
    return this.auth.changePassword(userId, body, clientIp);
  }
}
