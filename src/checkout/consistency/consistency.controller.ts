import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { ConsistencyReport } from './consistency-report.service.js';
import { ConsistencyResponse } from './consistency.response.js';

@ApiTags('admin: stock')
@ApiBearerAuth()
@AdminOnly()
@ApiErrors({ 401: ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN'], 403: ['ADMIN_ACCESS_REQUIRED'] })
@Controller('admin/stock')
export class ConsistencyController {
  constructor(private readonly report: ConsistencyReport) {}

  /** Lists where stock, ledger, orders, payments and refunds disagree. The same as `npm run stock:audit`. */
  @Get('audit')
  @ApiOkResponse({ type: ConsistencyResponse })
  audit(): Promise<ConsistencyResponse> {
    return this.report.get();
  }
}
