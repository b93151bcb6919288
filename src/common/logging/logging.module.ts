import { Global, Module } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { appConfig, type AppConfig } from '../../config/app.config.js';
import { safeError } from './safe-error.js';

/** The one pino that access log and application write to. */
export const PINO = Symbol('pino');

@Global()
@Module({
  providers: [
    {
      provide: PINO,
      inject: [appConfig.KEY],
      useFactory: (config: AppConfig): Logger =>
        pino({ level: config.logLevel, base: null, serializers: { err: safeError } }),
    },
  ],
  exports: [PINO],
})
export class LoggingModule {}
