import { Body, Controller, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { OptionalAuth } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { RouteLimits } from '../../security/rate-limit/route-limits.decorator.js';
import { PromoQuoteResponse } from './dto/promo.response.js';
import { ValidatePromoDto } from './dto/validate-promo.dto.js';
import { PromosService } from './promos.service.js';

@ApiTags('checkout')
@Controller('promo')
export class PromoController {
  constructor(private readonly promos: PromosService) {}

  /** Returns the discount of a promo code for a cart. Reserves nothing. */
  @Post('validate')
  @HttpCode(HttpStatus.OK)
  @OptionalAuth()
  @ApiBearerAuth()
  @RouteLimits(['promo'])
  @ApiOkResponse({ type: PromoQuoteResponse })
  @ApiErrors({
    400: ['VALIDATION_ERROR', 'PROMO_INACTIVE', 'PROMO_EXPIRED', 'MIN_PURCHASE_NOT_MET', 'PROMO_LIMIT_REACHED'],
    404: ['PROMO_NOT_FOUND'],
  })
  validate(@CurrentUser() buyer: AuthUser | null, @Body() body: ValidatePromoDto): Promise<PromoQuoteResponse> {
    return this.promos.quote(body.code, body.totalCents, new Date(), buyer?.userId);
  }
}
