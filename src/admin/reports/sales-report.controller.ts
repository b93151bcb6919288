import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../../common/decorators/access.decorator.js';
import { SalesReportQuery } from './sales-report.query.js';
import { SalesReportResponse } from './sales-report.response.js';
import { SalesReportService } from './sales-report.service.js';

@ApiTags('admin: figures')
@ApiBearerAuth()
@AdminOnly()
@Controller('admin/reports/sales')
export class SalesReportController {
  constructor(private readonly report: SalesReportService) {}

  /** What was sold, by day, week or month of the shop's time zone (`SHOP_TIME_ZONE`); periods without a sale are left out. */
  @Get()
  @ApiOkResponse({ type: SalesReportResponse })
  get(@Query() query: SalesReportQuery): Promise<SalesReportResponse> {
    return this.report.get(query);
  }
}
