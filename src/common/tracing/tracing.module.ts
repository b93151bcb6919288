import { Global, Module } from '@nestjs/common';
import { tracingConfig, type TracingConfig } from '../../config/tracing.config.js';
import { NoTracing, Tracing } from './tracing.js';

@Global()
@Module({
  providers: [
    {
      provide: Tracing,
      inject: [tracingConfig.KEY],
      useFactory: async (config: TracingConfig): Promise<Tracing> => {
        if (config.endpoint === undefined) return new NoTracing();
        const { OpenTelemetry } = await import('./open-telemetry.js');
        return OpenTelemetry.start(config);
      },
    },
  ],
  exports: [Tracing],
})
export class TracingModule {}
