import type { FactoryProvider } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';
import { appConfig, type AppConfig } from '../../config/app.config.js';
import { currentRequest } from '../request-context.js';
import { Tracing } from '../tracing/tracing.js';
import { safeError } from './safe-error.js';

/** The one pino that everything is logged through. */
export const PINO = Symbol('pino');

/** Readable lines in development, JSON everywhere else. */
export const pinoProvider: FactoryProvider<Promise<Logger>> = {
  provide: PINO,
  inject: [appConfig.KEY, Tracing],
  useFactory: async ({ logLevel, isDevelopment }: AppConfig, tracing: Tracing) =>
    pino(
      { level: logLevel, base: null, serializers: { err: safeError }, mixin: () => ownerOf(tracing) },
      isDevelopment ? await readableLines() : undefined,
    ),
};

async function readableLines(): Promise<DestinationStream> {
  const { default: pretty } = await import('pino-pretty');
  return pretty({ sync: true, ignore: 'requestId,traceId', translateTime: 'HH:MM:ss', singleLine: true });
}

/** The request and the trace that a line belongs to, if any. */
function ownerOf(tracing: Tracing): { requestId?: string; traceId?: string } {
  const [requestId, traceId] = [currentRequest()?.id, tracing.traceId()];
  return { ...(requestId !== undefined && { requestId }), ...(traceId !== undefined && { traceId }) };
}
