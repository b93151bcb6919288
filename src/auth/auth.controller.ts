import { Body, Controller, Get, Headers, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiExtraModels, ApiOkResponse, ApiTags, refs } from '@nestjs/swagger';
import { Public } from '../common/decorators/access.decorator.js';
import { ApiErrors } from '../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../common/decorators/current-user.decorator.js';
import { MessageResponse } from '../common/message.response.js';
import { RateLimit } from '../security/rate-limit/rate-limit.decorator.js';
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

  /** Opens an account. It answers no tokens: log in next. */
  @Post('register')
  @Public()
  @RateLimit('register')
  @ApiCreatedResponse({ type: RegisterResponse })
  @ApiErrors({
    400: ['VALIDATION_ERROR'],
    409: ['EMAIL_ALREADY_EXISTS', 'USERNAME_ALREADY_EXISTS'],
    429: ['RATE_LIMIT_EXCEEDED'],
    503: ['SERVICE_BUSY'],
  })
  register(@Body() body: RegisterDto): Promise<RegisterResponse> {
    return this.auth.register(body);
  }

  /** Begins a login; those on other devices stay. Where two-factor is on it takes a code, too, and asks for it. */
  @Post('login')
  @Public()
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
    @Ip() address: string,
    @Headers('user-agent') userAgent: string | undefined,
  ): Promise<LoginResponse | TwoFactorRequiredResponse> {
    return this.passwordLogin.login(body, address, userAgent);
  }

  /** A new access token for a refresh token, which stays good unless `rotate` asks for a new one. */
  @Post('refresh')
  @Public()
  @HttpCode(200)
  @ApiOkResponse({ type: RefreshResponse })
  @ApiErrors({ 400: ['REFRESH_TOKEN_REQUIRED', 'VALIDATION_ERROR'], 401: ['INVALID_REFRESH_TOKEN'] })
  refresh(@Body() body: RefreshDto): Promise<RefreshResponse> {
    return this.auth.refresh(body);
  }

  /** Ends the login that the refresh token belongs to, and no other. */
  @Post('logout')
  @Public()
  @HttpCode(200)
  @ApiOkResponse({ type: MessageResponse })
  @ApiErrors({ 400: ['VALIDATION_ERROR'] })
  logout(@Body() { refreshToken }: LogoutDto): Promise<MessageResponse> {
    return this.auth.logout(refreshToken);
  }

  /** Ends all logins of the account that the refresh token belongs to. */
  @Post('logout-all')
  @Public()
  @HttpCode(200)
  @ApiOkResponse({ type: MessageResponse })
  @ApiErrors({ 400: ['VALIDATION_ERROR'] })
  logoutAll(@Body() { refreshToken }: LogoutDto): Promise<MessageResponse> {
    return this.auth.logoutAll(refreshToken);
  }

  /** Says whose access token this is, as the account is now. */
  @Get('verify')
  @ApiBearerAuth()
  @ApiOkResponse({ type: VerifyResponse })
  @ApiErrors({ 401: ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN'] })
  verify(@CurrentUser() user: AuthUser): VerifyResponse {
    return toVerifyResponse(user);
  }
}
