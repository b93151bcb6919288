import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../common/decorators/access.decorator.js';
import { AuditQuery } from './audit.query.js';
import { AdminChangesResponse } from './audit.response.js';
import { AuditService } from './audit.service.js';

@ApiTags('administration')
@ApiBearerAuth()
@AdminOnly()
@Controller('admin/audit')
export class AdminChangesController {
  constructor(private readonly changes: AuditService) {}

  /** What administrators changed, newest first: who, what, when, and what it was and became. */
  @Get()
  @ApiOkResponse({ type: AdminChangesResponse })
  list(@Query() query: AuditQuery): Promise<AdminChangesResponse> {
    return this.changes.list(query);
  }
}
