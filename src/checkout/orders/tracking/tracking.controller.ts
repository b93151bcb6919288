import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiOkResponse, ApiParam, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { OptionalAuth } from '../../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../../common/decorators/current-user.decorator.js';
import { OwnerTrackingResponse, TokenTrackingResponse } from './tracked-order.response.js';
import { TrackingQuery } from './tracking.query.js';
import { TrackingService } from './tracking.service.js';

@ApiTags('orders')
@ApiBearerAuth()
@Controller('orders')
export class TrackingController {
  constructor(private readonly tracking: TrackingService) {}

  /** Shows an order to anyone with the link from its mails, and to its owner. */
  @Get(':orderId')
  @OptionalAuth()
  @ApiExtraModels(TokenTrackingResponse, OwnerTrackingResponse)
  @ApiParam({ name: 'orderId', example: 'demo-order-7' })
  @ApiOkResponse({
    description: 'With a token: without addresses, e-mail, owner and payment. For the owner: everything',
    schema: { oneOf: [TokenTrackingResponse, OwnerTrackingResponse].map((type) => ({ $ref: getSchemaPath(type) })) },
  })
  @ApiErrors({ 401: ['INVALID_TRACKING_TOKEN', 'ORDER_ACCESS_DENIED'], 404: ['ORDER_NOT_FOUND'] })
  track(
    @CurrentUser() reader: AuthUser | null,
    @Param('orderId') orderId: string,
    @Query() { token }: TrackingQuery,
  ): Promise<TokenTrackingResponse | OwnerTrackingResponse> {
    return this.tracking.track(reader, orderId, token);
  }
}
