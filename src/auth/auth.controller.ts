import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../common/decorators/current-user.decorator.js';
import { toVerifyResponse, VerifyResponse } from './dto/verify.response.js';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  /** Says whose access token this is, as the account is now. */
  @Get('verify')
  @ApiBearerAuth()
  @ApiErrors({ 401: ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN'] })
  verify(@CurrentUser() user: AuthUser): VerifyResponse {
    return toVerifyResponse(user);
  }
}
