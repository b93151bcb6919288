import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../../../common/decorators/access.decorator.js';
import { OrderStatsAnswerResponse } from './order-stats.response.js';
import { OrderStatsService } from './order-stats.service.js';

@ApiTags('admin: figures')
@ApiBearerAuth()
@AdminOnly()
@Controller('admin/stats/orders')
export class OrderStatsController {
  constructor(private readonly stats: OrderStatsService) {}

  /** How many orders there are in which state, and the revenue. */
  @Get()
  @ApiOkResponse({ type: OrderStatsAnswerResponse })
  async get(): Promise<OrderStatsAnswerResponse> {
    return { stats: await this.stats.get() };
  }
}
