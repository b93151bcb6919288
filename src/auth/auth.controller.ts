import { Body, Controller, Get, Headers, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiExtraModels, ApiOkResponse, ApiTags, refs } from '@nestjs/swagger';
import { Public } from '../common/decorators/access.decorator.js';
import { ApiErrors } from '../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../common/decorators/current-user.decorator.js';
import { MessageResponse } from '../common/message.response.js';
import { RouteLimits } from '../security/rate-limit/route-limits.decorator.js';
import { AuthService } from './auth.service.js';
import { LoginResponse, RefreshResponse, RegisterResponse, TwoFactorRequiredResponse } from './dto/auth.response.js';
import { LoginDto } from './dto/login.dto.js';
import { LogoutDto } from './dto/logout.dto.js';
import { RefreshDto } from './dto/refresh.dto.js';
import { RegisterDto } from './dto/register.dto.js';
import { toVerifyResponse, VerifyResponse } from './dto/verify.response.js';
import { PasswordLoginService } from './password-login.service.js';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly passwordLogin: PasswordLoginService,
  ) {}

  /** Creates an account. Returns no tokens: log in next. */
  @Post('register')
  @Public()
  @RouteLimits(['register'])
  @ApiCreatedResponse({ type: RegisterResponse })
  @ApiErrors({
    400: ['VALIDATION_ERROR'],
    409: ['EMAIL_ALREADY_EXISTS', 'USERNAME_ALREADY_EXISTS'],
    429: ['RATE_LIMIT_EXCEEDED'],
    503: ['SERVICE_BUSY'],
  })
  register(@Body() body: RegisterDto, @Ip() clientIp: string): Promise<RegisterResponse> {
    return this.auth.register(body, clientIp);
  }

  /** Opens a session; those on other devices stay. With two-factor on it needs a code too, and asks for it. */
  @Post('login')
  @Public()
  @RouteLimits(['login-attempts'])
  @HttpCode(200)
  @ApiOkResponse({ schema: { oneOf: refs(LoginResponse, TwoFactorRequiredResponse) } })
  @ApiExtraModels(LoginResponse, TwoFactorRequiredResponse)
  @ApiErrors({
    400: ['VALIDATION_ERROR'],
    401: ['INVALID_CREDENTIALS', 'INVALID_2FA_CODE'],
    429: ['RATE_LIMIT_EXCEEDED'],
    503: ['SERVICE_BUSY'],
  })
  login(
    @Body() body: LoginDto,
    @Ip() clientIp: string,
    @Headers('user-agent') userAgent: string | undefined,
  ): Promise<LoginResponse | TwoFactorRequiredResponse> {
    return this.passwordLogin.login(body, clientIp, userAgent);
  }

  /** A new access token for a refresh token, which stays valid unless `rotate` asks for a new one. */
  @Post('refresh')
  @Public()
  @HttpCode(200)
  @ApiOkResponse({ type: RefreshResponse })
  @ApiErrors({ 400: ['REFRESH_TOKEN_REQUIRED', 'VALIDATION_ERROR'], 401: ['INVALID_REFRESH_TOKEN'] })
  refresh(@Body() body: RefreshDto): Promise<RefreshResponse> {
    return this.auth.refresh(body);
  }

  /** Ends the session of the refresh token. */
  @Post('logout')
  @Public()
  @HttpCode(200)
  @ApiOkResponse({ type: MessageResponse, example: { message: 'Vous êtes déconnecté.' } })
  @ApiErrors({ 400: ['VALIDATION_ERROR'] })
  logout(@Body() { refreshToken }: LogoutDto): Promise<MessageResponse> {
    return this.auth.logout(refreshToken);
  }

  /** Ends all sessions of the refresh token's account. */
  @Post('logout-all')
  @Public()
  @HttpCode(200)
  @ApiOkResponse({ type: MessageResponse, example: { message: 'Vous êtes déconnecté de tous vos appareils.' } })
  @ApiErrors({ 400: ['VALIDATION_ERROR'] })
  logoutAll(@Body() { refreshToken }: LogoutDto): Promise<MessageResponse> {
    return this.auth.logoutAll(refreshToken);
  }

  /** The account of this access token, as it is now. */
  @Get('verify')
  @ApiBearerAuth()
  @ApiOkResponse({ type: VerifyResponse })
  @ApiErrors({ 401: ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN'] })
  verify(@CurrentUser() user: AuthUser): VerifyResponse {
    return toVerifyResponse(user);
  }
}
