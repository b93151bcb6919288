import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { HealthService } from './health.service.js';
import { DatabaseNumbers } from './metrics/database-numbers.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { MetricsService } from './metrics/metrics.service.js';

@Module({
  controllers: [HealthController, MetricsController],
  providers: [HealthService, MetricsService, DatabaseNumbers],
  exports: [HealthService],
})
export class HealthModule {}
