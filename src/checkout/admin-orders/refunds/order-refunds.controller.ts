import { Body, Controller, Get, HttpStatus, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AdminOnly } from '../../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../../common/decorators/current-user.decorator.js';
import { IdempotencyKey } from '../../../common/decorators/idempotency-key.decorator.js';
import { AdminOrdersService } from '../admin-orders.service.js';
import { OrderRefunds } from './order-refunds.service.js';
import { RefundOrderDto } from './refund-order.dto.js';
import { RefundedOrderResponse, RefundsResponse } from './refund.response.js';

@ApiTags('admin: orders')
@ApiBearerAuth()
@AdminOnly()
@ApiErrors({ 404: ['ORDER_NOT_FOUND'] })
@Controller('admin/orders/:orderId/refunds')
export class OrderRefundsController {
  constructor(
    private readonly refunds: OrderRefunds,
    private readonly orders: AdminOrdersService,
  ) {}

  /** An order's refunds, newest first, including those made in Stripe's dashboard. */
  @Get()
  @ApiParam({ name: 'orderId', example: 'demo-order-7' })
  @ApiOkResponse({ type: RefundsResponse })
  list(@Param('orderId') orderId: string): Promise<RefundsResponse> {
    return this.refunds.list(orderId);
  }

  /**
   * Refunds a part of an order: units of its lines, the shipping, or an amount. The refund of the last part makes the
   * order REFUNDED. Units without any money left to refund are restocked with a refund of 0.
   */
  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: '1 to 255 characters' })
  @ApiParam({ name: 'orderId', example: 'demo-order-7' })
  @ApiCreatedResponse({ type: RefundedOrderResponse })
  @ApiOkResponse({ type: RefundedOrderResponse, description: 'A replay of the same key and body: the same refund' })
  @ApiErrors({
    400: ['REFUND_TOO_LARGE'],
    409: ['INVALID_STATUS_TRANSITION'],
    422: ['IDEMPOTENCY_KEY_REUSED'],
    503: ['PAYMENT_UNAVAILABLE'],
  })
  async refund(
    @CurrentUser() admin: AuthUser,
    @Param('orderId') orderId: string,
    @Body() body: RefundOrderDto,
    @IdempotencyKey() idempotencyKey: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RefundedOrderResponse> {
    const { refund, isReplay } = await this.refunds.refund(admin.userId, orderId, body, idempotencyKey);
    response.status(isReplay ? HttpStatus.OK : HttpStatus.CREATED);
    return { message: 'Le remboursement est enregistré.', refund, order: await this.orders.get(orderId) };
  }
}
