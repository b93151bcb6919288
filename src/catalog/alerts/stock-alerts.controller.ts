import { Body, Controller, Get, Header, Post, Query, Redirect } from '@nestjs/common';
import { ApiCreatedResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { MessageResponse } from '../../common/message.response.js';
import { RateLimit } from '../../security/rate-limit/rate-limit.decorator.js';
import { CancelAlertsQuery } from './dto/cancel-alerts.query.js';
import { NotifyStockDto } from './dto/notify-stock.dto.js';
import { StockAlertsService } from './stock-alerts.service.js';

@ApiTags('catalogue')
@Public()
@Controller('products/notify-stock')
export class StockAlertsController {
  constructor(private readonly alerts: StockAlertsService) {}

  /** Asks for one mail when a product, or one of its variants, is back in stock. */
  @Post()
  @RateLimit('notify-stock')
  @ApiCreatedResponse({ type: MessageResponse })
  @ApiErrors({ 400: ['VALIDATION_ERROR'], 404: ['PRODUCT_NOT_FOUND', 'VARIANT_NOT_FOUND'] })
  async ask(@Body() body: NotifyStockDto): Promise<MessageResponse> {
    await this.alerts.ask(body);
    return { message: 'Nous vous écrirons dès que cet article sera de retour en stock.' };
  }

  /** Opens the link of such a mail: its address waits for nothing any more, and the browser goes to the storefront. */
  @Get('cancel')
  @Header('Cache-Control', 'no-store')
  @Redirect(undefined, 303)
  @ApiResponse({ status: 303, description: 'To the storefront’s first page. The link works for a year' })
  @ApiErrors({ 400: ['INVALID_OR_EXPIRED_TOKEN', 'VALIDATION_ERROR'] })
  async cancel(@Query() { token }: CancelAlertsQuery): Promise<{ url: string }> {
    return { url: await this.alerts.cancel(token) };
  }
}
