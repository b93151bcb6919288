import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import { ApiErrors } from '../common/decorators/api-errors.decorator.js';
import { Public } from '../common/decorators/access.decorator.js';
import { HealthService } from './health.service.js';
import { HealthResponse } from './health.response.js';

@ApiTags('operations')
@Public()
@SkipThrottle()
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** The process runs. */
  @Get()
  alive(): HealthResponse {
    return { ok: true };
  }

  /** The process can serve: the database answers and has every migration, and the process is not shutting down. */
  @Get('ready')
  @ApiErrors({ 503: ['NOT_READY'] })
  ready(): Promise<HealthResponse> {
    return this.health.checkReady();
  }
}
