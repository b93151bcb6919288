import { Global, Module } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { appConfig, type AppConfig } from '../../config/app.config.js';
import { MeasuresModule } from '../measures/measures.module.js';
import { currentRequestId } from '../request-context.js';
import { TracingModule } from '../tracing/tracing.module.js';
import { Tracing } from '../tracing/tracing.js';
import { safeError } from './safe-error.js';

/** The one pino that access log and application write to. */
export const PINO = Symbol('pino');

/** What the application tells of itself: log, measures, traces. */
@Global()
@Module({
  imports: [MeasuresModule, TracingModule],
  providers: [
    {
      provide: PINO,
      inject: [appConfig.KEY, Tracing],
      useFactory: ({ logLevel }: AppConfig, tracing: Tracing): Logger =>
        pino({ level: logLevel, base: null, serializers: { err: safeError }, mixin: () => whose(tracing) }),
    },
  ],
  exports: [PINO],
})
export class LoggingModule {}

/** Which request and which trace a line is about, where it is about one. */
function whose(tracing: Tracing): { requestId?: string; traceId?: string } {
  const [requestId, traceId] = [currentRequestId(), tracing.traceId()];
  return { ...(requestId !== undefined && { requestId }), ...(traceId !== undefined && { traceId }) };
}
