import { Body, Controller, Get, HttpStatus, Ip, Param, Post, Res, UseInterceptors } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { OptionalAuth } from '../common/decorators/access.decorator.js';
import { ApiErrors } from '../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../common/decorators/current-user.decorator.js';
import { RateLimit } from '../security/rate-limit/rate-limit.decorator.js';
import { CheckoutService } from './checkout.service.js';
import { IdempotencyKey } from './idempotency-key.decorator.js';
import { OpenCheckoutDto } from './dto/open-checkout.dto.js';
import { PaymentPageResponse, VerifiedSessionResponse } from './dto/payment-page.response.js';
import { VerificationService } from './verification.service.js';
import { StripeBudget } from './stripe/stripe-budget.js';

@ApiTags('checkout')
@ApiBearerAuth()
@UseInterceptors(StripeBudget)
@Controller('checkout')
export class CheckoutController {
  constructor(
    private readonly checkout: CheckoutService,
    private readonly verification: VerificationService,
  ) {}

  /** Opens a payment page for a cart. */
  @Post('create-session')
  @OptionalAuth({ rejectInvalid: true })
  @RateLimit('checkout')
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: '1 to 255 characters; kept for 24 hours' })
  @ApiCreatedResponse({ type: PaymentPageResponse })
  @ApiOkResponse({ type: PaymentPageResponse, description: 'A replay of the same key and body: the same session' })
  @ApiErrors({
    400: [
      'INVALID_SHIPPING_METHOD',
      'COUNTRY_NOT_SERVED',
      'QUANTITY_TOO_LARGE',
      'DUPLICATE_ITEMS',
      'VARIANT_NOT_FOUND',
      'INVALID_REDIRECT_URL',
      'AMOUNT_TOO_SMALL',
      'AMOUNT_TOO_LARGE',
      'PROMO_NOT_FOUND',
      'PROMO_INACTIVE',
      'PROMO_EXPIRED',
      'MIN_PURCHASE_NOT_MET',
      'PROMO_LIMIT_REACHED',
      'CHECKOUT_SUPERSEDED',
    ],
    401: ['INVALID_TOKEN'],
    409: ['INSUFFICIENT_STOCK'],
    422: ['IDEMPOTENCY_KEY_REUSED'],
    503: ['PAYMENT_UNAVAILABLE'],
  })
  async open(
    @CurrentUser() buyer: AuthUser | null,
    @Ip() address: string | undefined,
    @Body() body: OpenCheckoutDto,
    @IdempotencyKey() idempotencyKey: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PaymentPageResponse> {
    const page = await this.checkout.open(buyer, address, body, idempotencyKey);
    response.status(page.cached ? HttpStatus.OK : HttpStatus.CREATED);
    return page;
  }

  /** Tells whether a session has been paid and which order it became. */
  @Get('verify-session/:sessionId')
  @OptionalAuth()
  @ApiOkResponse({ type: VerifiedSessionResponse })
  @ApiErrors({
    400: ['INVALID_SESSION_ID', 'PAYMENT_NOT_COMPLETED'],
    404: ['SESSION_NOT_FOUND'],
    409: ['INSUFFICIENT_STOCK', 'ORDER_REFUNDED'],
    503: ['PAYMENT_UNAVAILABLE'],
  })
  verify(@Param('sessionId') sessionId: string): Promise<VerifiedSessionResponse> {
    return this.verification.verify(sessionId);
  }
}
