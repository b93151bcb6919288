import { Body, Controller, Get, HttpCode, Ip, Post, Query, Redirect } from '@nestjs/common';
import { ApiOkResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { RouteLimits } from '../../security/rate-limit/route-limits.decorator.js';
import { ForgotPasswordDto } from './dto/forgot-password.dto.js';
import { EmailSentResponse, PasswordResetResponse } from './dto/account-tokens.response.js';
import { ResetPasswordDto } from './dto/reset-password.dto.js';
import { VerifyEmailQuery } from './dto/verify-email.query.js';
import { EmailVerification } from './email-verification.service.js';
import { PasswordReset } from './password-reset.service.js';

/** Verifies addresses and resets passwords by the tokens in mails. */
@ApiTags('auth')
@Controller('auth')
export class AccountTokensController {
  constructor(
    private readonly verification: EmailVerification,
    private readonly passwords: PasswordReset,
  ) {}

  /** Verifies the address with the token from the registration mail and redirects to the storefront's login. */
  @Get('verify-email')
  @Public()
  @Redirect(undefined, 303)
  @ApiResponse({ status: 303, description: 'To the storefront’s login. The link works for seven days' })
  @ApiErrors({ 400: ['INVALID_OR_EXPIRED_TOKEN', 'VALIDATION_ERROR'] })
  async verifyEmail(@Query() { token }: VerifyEmailQuery): Promise<{ url: string }> {
    return { url: await this.verification.verify(token) };
  }

  /** Mails a link to choose a new password, valid for an hour. The response does not tell whether the account exists. */
  @Post('forgot-password')
  @Public()
  @RouteLimits(['forgot-password'])
  @HttpCode(200)
  @ApiOkResponse({ type: EmailSentResponse })
  @ApiErrors({ 400: ['VALIDATION_ERROR'], 429: ['RATE_LIMIT_EXCEEDED'] })
  forgotPassword(@Body() { email }: ForgotPasswordDto): Promise<EmailSentResponse> {
    return this.passwords.ask(email);
  }

  /** Sets a new password with the token from the reset mail, which works once, and ends all sessions. */
  @Post('reset-password')
  @Public()
  @HttpCode(200)
  @ApiOkResponse({ type: PasswordResetResponse })
  @ApiErrors({
    400: ['INVALID_OR_EXPIRED_TOKEN', 'VALIDATION_ERROR'],
    429: ['RATE_LIMIT_EXCEEDED'],
    503: ['SERVICE_BUSY'],
  })
  resetPassword(@Body() body: ResetPasswordDto, @Ip() address: string): Promise<PasswordResetResponse> {
    return this.passwords.reset(body, address);
  }
}
