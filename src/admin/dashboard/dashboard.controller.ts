import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../../common/decorators/access.decorator.js';
import { DashboardResponse } from './dashboard.response.js';
import { DashboardService } from './dashboard.service.js';

@ApiTags('admin: figures')
@ApiBearerAuth()
@AdminOnly()
@Controller('admin/dashboard')
export class DashboardController {
  constructor(private readonly dashboard: DashboardService) {}

  /** The shop at a glance: its figures, its latest orders and its best sellers. */
  @Get()
  @ApiOkResponse({ type: DashboardResponse })
  get(): Promise<DashboardResponse> {
    return this.dashboard.get();
  }
}
