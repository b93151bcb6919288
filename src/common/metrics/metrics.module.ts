import { Global, Module } from '@nestjs/common';
import { AppMetrics } from './app-metrics.js';

@Global()
@Module({ providers: [AppMetrics], exports: [AppMetrics] })
export class MetricsModule {}
