import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../common/decorators/access.decorator.js';
import { AuditQuery } from './audit.query.js';
import { AuditLogResponse } from './audit.response.js';
import { AuditService } from './audit.service.js';

@ApiTags('admin: audit log')
@ApiBearerAuth()
@AdminOnly()
@Controller('admin/audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  /** The audit log, newest first: who changed what and when, with the values before and after. */
  @Get()
  @ApiOkResponse({ type: AuditLogResponse })
  list(@Query() query: AuditQuery): Promise<AuditLogResponse> {
    return this.audit.list(query);
  }
}
