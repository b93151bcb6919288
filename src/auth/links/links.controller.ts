import { Body, Controller, Get, Header, HttpCode, Ip, Post, Query, Redirect } from '@nestjs/common';
import { ApiOkResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { ForgotPasswordDto } from './dto/forgot-password.dto.js';
import { EmailSentResponse, PasswordResetResponse } from './dto/links.response.js';
import { ResetPasswordDto } from './dto/reset-password.dto.js';
import { VerifyEmailQuery } from './dto/verify-email.query.js';
import { EmailVerification } from './email-verification.service.js';
import { PasswordReset } from './password-reset.service.js';

/** Where the links in mails to an account lead. */
@ApiTags('auth')
@Controller('auth')
export class LinksController {
  constructor(
    private readonly verification: EmailVerification,
    private readonly passwords: PasswordReset,
  ) {}

  /** Opens the link of the registration mail: the address is verified, and the browser goes to the storefront's login. */
  @Get('verify-email')
  @Public()
  @Header('Cache-Control', 'no-store')
  @Redirect(undefined, 303)
  @ApiResponse({ status: 303, description: 'To the storefront’s login. The link works for seven days' })
  @ApiErrors({ 400: ['INVALID_OR_EXPIRED_TOKEN', 'VALIDATION_ERROR'] })
  async verifyEmail(@Query() { token }: VerifyEmailQuery): Promise<{ url: string }> {
    return { url: await this.verification.verify(token) };
  }

  /** Mails a link to choose a new password, good for an hour. The answer does not tell whether the account exists. */
  @Post('forgot-password')
  @Public()
  @HttpCode(200)
  @ApiOkResponse({ type: EmailSentResponse })
  @ApiErrors({ 400: ['VALIDATION_ERROR'], 429: ['RATE_LIMIT_EXCEEDED'] })
  forgotPassword(@Body() { email }: ForgotPasswordDto): Promise<EmailSentResponse> {
    return this.passwords.ask(email);
  }

  /** Sets a new password with the token of such a link, which works once, and ends all logins. */
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
