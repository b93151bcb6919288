import { Controller, Get, Inject, Query, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { csvResponse } from '../../common/csv/write-csv.js';
import { AdminOnly } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { startOf } from '../../common/validation/moment.js';
import { appConfig, type AppConfig } from '../../config/app.config.js';
import { OrdersExportQuery } from './orders-export.query.js';
import { OrdersExport } from './orders-export.service.js';

@ApiTags('admin: orders')
@ApiBearerAuth()
@AdminOnly()
@Controller('admin/orders')
export class OrdersExportController {
  constructor(
    private readonly orders: OrdersExport,
    @Inject(appConfig.KEY) private readonly app: AppConfig,
  ) {}

  /** Orders as CSV, a line of an order a row, oldest first: UTF-8 for spreadsheets, semicolons, amounts in euros. */
  @Get('export')
  @ApiProduces('text/csv')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  @ApiErrors({ 400: ['VALIDATION_ERROR'] })
  export(@Query() { since }: OrdersExportQuery): StreamableFile {
    const from = since === undefined ? undefined : startOf(since, this.app.timeZone);
    return csvResponse('orders.csv', this.orders.toCsv(from));
  }
}
