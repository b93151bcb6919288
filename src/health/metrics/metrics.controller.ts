import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import { Public } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { MetricsGuard } from './metrics.guard.js';
import { MetricsService } from './metrics.service.js';

const TEXT_FORMAT = 'text/plain; version=0.0.4; charset=utf-8';

@ApiTags('operations')
@Public()
@UseGuards(MetricsGuard)
@SkipThrottle()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsService) {}

  /**
   * Metrics for Prometheus: process, requests, queues, jobs, calls to Stripe. With `METRICS_TOKEN` set it requires that as
   * Bearer token; without one, development answers this machine alone, and production has no such route.
   */
  @Get()
  @Header('Content-Type', TEXT_FORMAT)
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiErrors({ 401: ['INVALID_METRICS_TOKEN'], 403: ['OWN_MACHINE_ONLY'], 404: ['ROUTE_NOT_FOUND'] })
  read(): Promise<string> {
    return this.metrics.read();
  }
}
