import { Body, Controller, Get, HttpStatus, Param, Post, Res, UseInterceptors } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AdminOnly } from '../../../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../../../common/decorators/current-user.decorator.js';
import { IdempotencyKey } from '../../../idempotency-key.decorator.js';
import { AdminOrdersService } from '../admin-orders.service.js';
import { OrderRefunds } from './order-refunds.service.js';
import { RefundOrderDto } from './refund-order.dto.js';
import { RefundedOrderResponse, RefundsResponse } from './refund.response.js';
import { StripeBudget } from '../../../stripe/stripe-budget.js';

@ApiTags('administration')
@ApiBearerAuth()
@AdminOnly()
@ApiErrors({ 404: ['ORDER_NOT_FOUND'] })
@UseInterceptors(StripeBudget)
@Controller('admin/orders/:orderId/refunds')
export class OrderRefundsController {
  constructor(
    private readonly refunds: OrderRefunds,
    private readonly orders: AdminOrdersService,
  ) {}

  /** An order's refunds, those made at Stripe's dashboard included, newest first. */
  @Get()
  @ApiOkResponse({ type: RefundsResponse })
  list(@Param('orderId') orderId: string): Promise<RefundsResponse> {
    return this.refunds.list(orderId);
  }

  /**
   * Gives back a part of an order: some units of its lines, the shipping, or an amount. The last part makes the order
   * REFUNDED.
   */
  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: '1 to 255 characters' })
  @ApiCreatedResponse({ type: RefundedOrderResponse })
  @ApiOkResponse({ type: RefundedOrderResponse, description: 'A replay of the same key and body: the same refund' })
  @ApiErrors({
    400: ['REFUND_TOO_LARGE'],
    409: ['INVALID_STATUS_TRANSITION'],
    422: ['IDEMPOTENCY_KEY_REUSED'],
    503: ['PAYMENT_UNAVAILABLE'],
  })
  async give(
    @CurrentUser() admin: AuthUser,
    @Param('orderId') orderId: string,
    @Body() body: RefundOrderDto,
    @IdempotencyKey() idempotencyKey: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RefundedOrderResponse> {
    const { refund, isReplay } = await this.refunds.give(admin.userId, orderId, body, idempotencyKey);
    response.status(isReplay ? HttpStatus.OK : HttpStatus.CREATED);
    return { message: 'Le remboursement est enregistré.', refund, order: await this.orders.get(orderId) };
  }
}
