import { Body, Controller, Get, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { DisableTwoFactorDto } from './dto/disable-two-factor.dto.js';
import { EnableTwoFactorDto } from './dto/enable-two-factor.dto.js';
import {
  TwoFactorDisabledResponse,
  TwoFactorEnabledResponse,
  TwoFactorSetupResponse,
  TwoFactorStatusResponse,
} from './dto/two-factor.response.js';
import { TwoFactorService } from './two-factor.service.js';

@ApiTags('two-factor')
@ApiBearerAuth()
@ApiErrors({ 401: ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN'] })
@Controller('2fa')
export class TwoFactorController {
  constructor(private readonly twoFactor: TwoFactorService) {}

  /** Whether logging in asks for a code. */
  @Get('status')
  @ApiOkResponse({ type: TwoFactorStatusResponse })
  status(@CurrentUser() { userId }: AuthUser): Promise<TwoFactorStatusResponse> {
    return this.twoFactor.status(userId);
  }

  /** Makes a secret for an authenticator app (SHA-1, 6 digits, 30 seconds). The first valid code enables it. */
  @Post('setup')
  @HttpCode(200)
  @ApiOkResponse({ type: TwoFactorSetupResponse })
  @ApiErrors({ 400: ['2FA_ALREADY_ENABLED'] })
  setup(@CurrentUser() user: AuthUser): Promise<TwoFactorSetupResponse> {
    return this.twoFactor.setup(user);
  }

  /** Asks for a code at each login from now on, and ends the account's other sessions. Shows the recovery codes, once. */
  @Post('enable')
  @HttpCode(200)
  @ApiOkResponse({ type: TwoFactorEnabledResponse })
  @ApiErrors({
    400: ['CODE_REQUIRED', '2FA_NOT_CONFIGURED', '2FA_ALREADY_ENABLED', 'INVALID_CODE', 'VALIDATION_ERROR'],
    429: ['RATE_LIMIT_EXCEEDED'],
  })
  enable(@CurrentUser() user: AuthUser, @Body() body: EnableTwoFactorDto): Promise<TwoFactorEnabledResponse> {
    return this.twoFactor.enable(user, body);
  }

  /** Turns it off: the password alone logs in again, and the recovery codes become invalid. */
  @Post('disable')
  @HttpCode(200)
  @ApiOkResponse({ type: TwoFactorDisabledResponse })
  @ApiErrors({
    400: ['CREDENTIALS_REQUIRED', '2FA_NOT_ENABLED', 'INVALID_CODE', 'VALIDATION_ERROR'],
    401: ['INVALID_PASSWORD'],
    429: ['RATE_LIMIT_EXCEEDED'],
    503: ['SERVICE_BUSY'],
  })
  disable(
    @CurrentUser() { userId }: AuthUser,
    @Body() body: DisableTwoFactorDto,
    @Ip() clientIp: string,
  ): Promise<TwoFactorDisabledResponse> {
    return this.twoFactor.disable(userId, body, clientIp);
  }
}
