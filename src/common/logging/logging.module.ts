import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { MetricsModule } from '../metrics/metrics.module.js';
import { TracingModule } from '../tracing/tracing.module.js';
import { LoggingInterceptor } from './logging.interceptor.js';
import { PINO, pinoProvider } from './pino.provider.js';
import { RequestLog } from './request-log.js';

/** What the application tells about itself: log, metrics, traces. */
@Global()
@Module({
  imports: [MetricsModule, TracingModule],
  providers: [pinoProvider, RequestLog, { provide: APP_INTERCEPTOR, useClass: LoggingInterceptor }],
  exports: [PINO, RequestLog],
})
export class LoggingModule {}
