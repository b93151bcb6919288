import { Body, Controller, Get, HttpCode, HttpStatus, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AnswersActionPage } from '../../common/action-page/action-page.decorator.js';
import type { ActionPage } from '../../common/action-page/action-page.js';
import { Public } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { MessageResponse } from '../../common/message.response.js';
import { RouteLimits } from '../../security/rate-limit/route-limits.decorator.js';
import { CancelAlertsQuery } from './dto/cancel-alerts.query.js';
import { NotifyStockDto } from './dto/notify-stock.dto.js';
import { OneClick } from './one-click.decorator.js';
import { StockAlertsService } from './stock-alerts.service.js';

@ApiTags('catalogue')
@Public()
@Controller('products/notify-stock')
export class StockAlertsController {
  constructor(private readonly alerts: StockAlertsService) {}

  /** Asks for one mail when a product, or one of its variants, is back in stock. */
  @Post()
  @RouteLimits(['notify-stock'])
  @ApiCreatedResponse({
    type: MessageResponse,
    example: { message: 'Nous vous écrirons dès que cet article sera de retour en stock.' },
  })
  @ApiErrors({ 400: ['VALIDATION_ERROR'], 404: ['PRODUCT_NOT_FOUND', 'VARIANT_NOT_FOUND'] })
  async ask(@Body() body: NotifyStockDto): Promise<MessageResponse> {
    await this.alerts.ask(body);
    return { message: 'Nous vous écrirons dès que cet article sera de retour en stock.' };
  }

  /** Shows the page behind the link of such a mail. */
  @Get('cancel')
  @AnswersActionPage()
  @ApiErrors({ 400: ['INVALID_OR_EXPIRED_TOKEN', 'VALIDATION_ERROR'] })
  showCancel(@Query() { token }: CancelAlertsQuery): ActionPage {
    this.alerts.emailOf(token);
    return {
      title: 'Alertes de stock',
      text: 'Vous ne recevrez plus aucune des alertes de stock demandées pour cette adresse.',
      button: 'Ne plus recevoir d’alertes',
    };
  }

  /** Removes all alerts of the address that the link was mailed to. The link works for a year. */
  @Post('cancel')
  @HttpCode(HttpStatus.OK)
  @ApiOkResponse({
    type: MessageResponse,
    example: { message: 'Vous ne recevrez plus d’alertes de stock.' },
    description: 'To one click in a mail program (RFC 8058)',
  })
  @ApiResponse({ status: 303, description: 'To the page’s button: the storefront’s first page' })
  @ApiErrors({ 400: ['INVALID_OR_EXPIRED_TOKEN', 'VALIDATION_ERROR'] })
  async cancel(
    @Query() { token }: CancelAlertsQuery,
    @OneClick() isOneClick: boolean,
    @Res({ passthrough: true }) response: Response,
  ): Promise<MessageResponse> {
    const storefront = await this.alerts.cancel(token);
    if (!isOneClick) response.status(HttpStatus.SEE_OTHER).location(storefront);
    return { message: 'Vous ne recevrez plus d’alertes de stock.' };
  }
}
