import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import type { ErrorCode } from '../../common/errors/error-texts.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { AdminOrdersResponse, ChangedOrderResponse, OneAdminOrderResponse } from './admin-order.response.js';
import { AdminOrdersQuery } from './admin-orders.query.js';
import { AdminOrdersService } from './admin-orders.service.js';
import { ChangeStatusDto } from './dto/change-status.dto.js';
import { DeliverOrderDto } from './dto/deliver-order.dto.js';
import { ShipOrderDto } from './dto/ship-order.dto.js';

const SHIPPING_REFUSALS: ErrorCode[] = ['INVALID_STATUS_TRANSITION', 'ORDER_DISPUTED', 'ORDER_UNDER_REVIEW'];

@ApiTags('admin: orders')
@ApiBearerAuth()
@AdminOnly()
@Controller('admin/orders')
export class AdminOrdersController {
  constructor(private readonly orders: AdminOrdersService) {}

  /** All orders, newest first. */
  @Get()
  @ApiOkResponse({ type: AdminOrdersResponse })
  list(@Query() query: AdminOrdersQuery): Promise<AdminOrdersResponse> {
    return this.orders.list(query);
  }

  /** One order with its history. */
  @Get(':orderId')
  @ApiParam({ name: 'orderId', example: 'demo-order-7' })
  @ApiOkResponse({ type: OneAdminOrderResponse })
  @ApiErrors({ 404: ['ORDER_NOT_FOUND'] })
  get(@Param('orderId') orderId: string): Promise<OneAdminOrderResponse> {
    return this.orders.getDetail(orderId);
  }

  /**
   * Marks an order as shipped. One that is shipped already stays, except for a missing tracking number. An order whose
   * payment is disputed, or of which Stripe warns, needs `force`.
   */
  @Post(':orderId/ship')
  @HttpCode(200)
  @ApiParam({ name: 'orderId', example: 'demo-order-7' })
  @ApiOkResponse({ type: ChangedOrderResponse })
  @ApiErrors({ 404: ['ORDER_NOT_FOUND'], 409: SHIPPING_REFUSALS })
  async ship(
    @CurrentUser() admin: AuthUser,
    @Param('orderId') orderId: string,
    @Body() body: ShipOrderDto,
  ): Promise<ChangedOrderResponse> {
    await this.orders.ship(admin.userId, orderId, body);
    return { message: 'La commande est expédiée.', order: await this.orders.get(orderId) };
  }

  /** Marks an order as delivered. `force` is as for shipping, unless it was shipped before. */
  @Post(':orderId/deliver')
  @HttpCode(200)
  @ApiParam({ name: 'orderId', example: 'demo-order-7' })
  @ApiOkResponse({ type: ChangedOrderResponse })
  @ApiErrors({ 404: ['ORDER_NOT_FOUND'], 409: SHIPPING_REFUSALS })
  async deliver(
    @CurrentUser() admin: AuthUser,
    @Param('orderId') orderId: string,
    @Body() body: DeliverOrderDto,
  ): Promise<ChangedOrderResponse> {
    await this.orders.deliver(admin.userId, orderId, body);
    return { message: 'La commande est livrée.', order: await this.orders.get(orderId) };
  }

  /**
   * Sets the status, corrects the parcel, or marks the order as reviewed. CANCELLED and REFUNDED refund the payment at
   * Stripe first, then restock the units that were not shipped.
   */
  @Patch(':orderId/status')
  @ApiParam({ name: 'orderId', example: 'demo-order-7' })
  @ApiOkResponse({ type: ChangedOrderResponse })
  @ApiErrors({ 404: ['ORDER_NOT_FOUND'], 409: SHIPPING_REFUSALS, 503: ['PAYMENT_UNAVAILABLE'] })
  async changeStatus(
    @CurrentUser() admin: AuthUser,
    @Param('orderId') orderId: string,
    @Body() body: ChangeStatusDto,
  ): Promise<ChangedOrderResponse> {
    await this.orders.changeStatus(admin.userId, orderId, body);
    return { message: 'La commande est à jour.', order: await this.orders.get(orderId) };
  }
}
