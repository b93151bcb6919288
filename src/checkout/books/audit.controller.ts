import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { AuditReport } from './audit-report.service.js';
import { AuditResponse } from './audit.response.js';

@ApiTags('administration')
@ApiBearerAuth()
@AdminOnly()
@ApiErrors({ 401: ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN'], 403: ['ADMIN_ACCESS_REQUIRED'] })
@Controller('admin/stock')
export class AuditController {
  constructor(private readonly report: AuditReport) {}

  /** Whether stock, ledger, orders, payments and refunds agree, and what does not. The same as `npm run stock:audit`. */
  @Get('audit')
  @ApiOkResponse({ type: AuditResponse })
  audit(): Promise<AuditResponse> {
    return this.report.get();
  }
}
