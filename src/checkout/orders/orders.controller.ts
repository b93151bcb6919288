import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { OneOrderResponse, OrdersResponse } from './dto/order.response.js';
import { OwnOrdersQuery } from './dto/orders.query.js';
import { OrdersService } from './orders.service.js';

@ApiTags('orders')
@ApiBearerAuth()
@Controller('users/orders')
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}

  /** Lists the account's own orders, newest first. */
  @Get()
  @ApiOkResponse({ type: OrdersResponse })
  listOwn(@CurrentUser() { userId }: AuthUser, @Query() query: OwnOrdersQuery): Promise<OrdersResponse> {
    return this.orders.listOwn(userId, query);
  }

  /** Shows one of the account's own orders. */
  @Get(':orderId')
  @ApiParam({ name: 'orderId', example: 'demo-order-7' })
  @ApiOkResponse({ type: OneOrderResponse })
  @ApiErrors({ 404: ['ORDER_NOT_FOUND'] })
  getOwn(@CurrentUser() { userId }: AuthUser, @Param('orderId') orderId: string): Promise<OneOrderResponse> {
    return this.orders.getOwn(userId, orderId);
  }
}
