import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { DatabaseHealthIndicator } from './database.health.js';
import { HealthController } from './health.controller.js';
import { HealthService } from './health.service.js';
import { DatabaseNumbers } from './metrics/database-numbers.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { MetricsService } from './metrics/metrics.service.js';

@Module({
  // The error filter logs what is not ready.
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController, MetricsController],
  providers: [DatabaseHealthIndicator, HealthService, MetricsService, DatabaseNumbers],
  exports: [HealthService],
})
export class HealthModule {}
