import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { CorrectStockDto } from './correct-stock.dto.js';
import { InventoryQuery } from './inventory.query.js';
import { InventoryResponse, StockCorrectionResponse } from './inventory.response.js';
import { InventoryService } from './inventory.service.js';

@ApiTags('admin: stock')
@ApiBearerAuth()
@AdminOnly()
@ApiErrors({
  400: ['VALIDATION_ERROR'],
  401: ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN'],
  403: ['ADMIN_ACCESS_REQUIRED'],
})
@Controller('admin/inventory')
export class InventoryController {
  constructor(private readonly inventory: InventoryService) {}

  /** Variants for sale, least stock first, and those that run low. */
  @Get()
  @ApiOkResponse({ type: InventoryResponse })
  list(@Query() query: InventoryQuery): Promise<InventoryResponse> {
    return this.inventory.list(query);
  }

  /** Corrects a stock: to a count (`stock`), or by a difference (`delta`). */
  @Patch(':variantId')
  @ApiOkResponse({ type: StockCorrectionResponse })
  @ApiParam({ name: 'variantId', example: 'demo-etb-flammes-fr' })
  @ApiErrors({ 404: ['VARIANT_NOT_FOUND'], 409: ['STALE_STOCK'] })
  async correct(
    @CurrentUser() admin: AuthUser,
    @Param('variantId') variantId: string,
    @Body() body: CorrectStockDto,
  ): Promise<StockCorrectionResponse> {
    return { variant: await this.inventory.correct(admin.userId, variantId, body) };
  }
}
