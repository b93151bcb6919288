import { Body, Controller, Get, HttpStatus, Ip, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { OptionalAuth } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { CreateSessionService } from './create-session.service.js';
import { IdempotencyKey } from '../../common/decorators/idempotency-key.decorator.js';
import { RouteLimits } from '../../security/rate-limit/route-limits.decorator.js';
import { CreateSessionDto } from './dto/create-session.dto.js';
import { CheckoutSessionResponse, VerifiedSessionResponse } from './dto/checkout-session.response.js';
import { VerifySessionService } from './verify-session.service.js';

/** Without `cached`, which only a replay has. */
const NEW_SESSION = { sessionId: 'cs_test_a1b2c3', url: 'https://checkout.stripe.com/c/pay/cs_test_a1b2c3' };

@ApiTags('checkout')
@ApiBearerAuth()
@Controller('checkout')
export class CheckoutController {
  constructor(
    private readonly createSession: CreateSessionService,
    private readonly verifySession: VerifySessionService,
  ) {}

  /** Creates a checkout session for a cart. */
  @Post('create-session')
  @OptionalAuth({ rejectInvalid: true })
  @RouteLimits(['checkout', 'promo'])
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: '1 to 255 characters, 16 at least without a Bearer; kept for 24 hours',
  })
  @ApiCreatedResponse({ type: CheckoutSessionResponse, example: NEW_SESSION })
  @ApiOkResponse({ type: CheckoutSessionResponse, description: 'A replay of the same key and body: the same session' })
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
      'IDEMPOTENCY_KEY_TOO_SHORT',
    ],
    401: ['INVALID_TOKEN'],
    409: ['INSUFFICIENT_STOCK'],
    422: ['IDEMPOTENCY_KEY_REUSED'],
    503: ['PAYMENT_UNAVAILABLE'],
  })
  async create(
    @CurrentUser() buyer: AuthUser | null,
    @Ip() clientIp: string | undefined,
    @Body() body: CreateSessionDto,
    @IdempotencyKey() idempotencyKey: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CheckoutSessionResponse> {
    const session = await this.createSession.create(buyer, clientIp, body, idempotencyKey);
    response.status(session.cached ? HttpStatus.OK : HttpStatus.CREATED);
    return session;
  }

  /** Returns the order of a paid session. */
  @Get('verify-session/:sessionId')
  @OptionalAuth()
  @ApiParam({ name: 'sessionId', example: 'cs_test_demo_7' })
  @ApiOkResponse({ type: VerifiedSessionResponse })
  @ApiErrors({
    400: ['INVALID_SESSION_ID', 'PAYMENT_NOT_COMPLETED'],
    404: ['SESSION_NOT_FOUND'],
    409: ['INSUFFICIENT_STOCK', 'ORDER_REFUNDED'],
    503: ['PAYMENT_UNAVAILABLE'],
  })
  verify(@Param('sessionId') sessionId: string, @Ip() clientIp: string): Promise<VerifiedSessionResponse> {
    return this.verifySession.verify(sessionId, clientIp);
  }
}
