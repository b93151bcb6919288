import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../../common/decorators/current-user.decorator.js';
import { AdminOrdersResponse, ChangedOrderResponse, OneAdminOrderResponse } from './admin-order.response.js';
import { AdminOrdersQuery } from './admin-orders.query.js';
import { AdminOrdersService } from './admin-orders.service.js';
import { ChangeStatusDto } from './dto/change-status.dto.js';
import { DeliverOrderDto } from './dto/deliver-order.dto.js';
import { ShipOrderDto } from './dto/ship-order.dto.js';
import { OrderActs } from './order-acts.service.js';
import { StripeBudget } from '../../stripe/stripe-budget.js';

@ApiTags('administration')
@ApiBearerAuth()
@AdminOnly()
@UseInterceptors(StripeBudget)
@Controller('admin/orders')
export class AdminOrdersController {
  constructor(
    private readonly orders: AdminOrdersService,
    private readonly acts: OrderActs,
  ) {}

  /** Everybody's orders, newest first. */
  @Get()
  @ApiOkResponse({ type: AdminOrdersResponse })
  list(@Query() query: AdminOrdersQuery): Promise<AdminOrdersResponse> {
    return this.orders.list(query);
  }

  /** One order with its history. */
  @Get(':orderId')
  @ApiOkResponse({ type: OneAdminOrderResponse })
  @ApiErrors({ 404: ['ORDER_NOT_FOUND'] })
  get(@Param('orderId') orderId: string): Promise<OneAdminOrderResponse> {
    return this.orders.getDetail(orderId);
  }

  /** Sends an order. One that has been sent stays as it is, but for a missing tracking number. */
  @Post(':orderId/ship')
  @HttpCode(200)
  @ApiOkResponse({ type: ChangedOrderResponse })
  @ApiErrors({ 404: ['ORDER_NOT_FOUND'], 409: ['INVALID_STATUS_TRANSITION'] })
  async ship(
    @CurrentUser() admin: AuthUser,
    @Param('orderId') orderId: string,
    @Body() body: ShipOrderDto,
  ): Promise<ChangedOrderResponse> {
    await this.acts.ship(admin.userId, orderId, body);
    return { message: 'La commande est expédiée.', order: await this.orders.get(orderId) };
  }

  /** Notes that an order has arrived. */
  @Post(':orderId/deliver')
  @HttpCode(200)
  @ApiOkResponse({ type: ChangedOrderResponse })
  @ApiErrors({ 404: ['ORDER_NOT_FOUND'], 409: ['INVALID_STATUS_TRANSITION'] })
  async deliver(
    @CurrentUser() admin: AuthUser,
    @Param('orderId') orderId: string,
    @Body() body: DeliverOrderDto,
  ): Promise<ChangedOrderResponse> {
    await this.acts.deliver(admin.userId, orderId, body);
    return { message: 'La commande est livrée.', order: await this.orders.get(orderId) };
  }

  /**
   * Takes an order to another state, corrects its parcel, or notes that it was looked at. CANCELLED and REFUNDED give the
   * money back at Stripe first, then return the units that have not been sent to the stock.
   */
  @Patch(':orderId/status')
  @ApiOkResponse({ type: ChangedOrderResponse })
  @ApiErrors({ 404: ['ORDER_NOT_FOUND'], 409: ['INVALID_STATUS_TRANSITION'], 503: ['PAYMENT_UNAVAILABLE'] })
  async changeStatus(
    @CurrentUser() admin: AuthUser,
    @Param('orderId') orderId: string,
    @Body() body: ChangeStatusDto,
  ): Promise<ChangedOrderResponse> {
    await this.acts.changeStatus(admin.userId, orderId, body);
    return { message: 'La commande est à jour.', order: await this.orders.get(orderId) };
  }
}
