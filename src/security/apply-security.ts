import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { PINO } from '../common/logging/pino.provider.js';
import { RequestLog, routeOf } from '../common/logging/request-log.js';
import { requestId } from '../common/request-id.js';
import { Tracing } from '../common/tracing/tracing.js';
import { appConfig, type AppConfig } from '../config/app.config.js';
import { beforeCors, corsOptions } from './cors.js';
import { inputSteps } from './entries.js';
import { dataHeaders, docsHeaders } from './headers.js';
import { injectionProtection } from './injection/injection-protection.js';
import { inputCheck } from './input/input-check.js';
import { textCheck } from './input/text-check.js';
import { noStore } from './no-store.js';
import { DOCS } from './paths.js';
import { floodLimit } from './rate-limit/flood-limit.js';
import { RateLimiter } from './rate-limit/rate-limiter.service.js';
import { sanitise } from './sanitising/sanitise.js';

/** What every request passes before Nest's guards, interceptors and pipes, in this order. */
export function applySecurity(app: NestExpressApplication): void {
  const { trustProxy, corsOrigins, isDevelopment } = app.get<AppConfig>(appConfig.KEY);
  const logger = app.get<Logger>(PINO);
  app.set('trust proxy', trustProxy);
  // Names and texts alone; the nested form would bring objects where scalars are due.
  app.set('query parser', 'simple');
  app.disable('x-powered-by');

  app.use(requestId, ...app.get(Tracing).requestSteps(routeOf));
  app.use(beforeCors(app.get(RequestLog)));
  app.enableCors(
    corsOptions({
      origins: corsOrigins,
      local: isDevelopment,
      onRefused: (origin) => logger.warn({ origin }, 'Origin refused: CORS_ORIGIN does not list it'),
    }),
  );
  app.use(helmet(dataHeaders));
  app.use(DOCS, helmet(docsHeaders));
  app.use(noStore);
  app.use(floodLimit(app.get(RateLimiter)));
  app.use(inputCheck(), inputSteps(textCheck, sanitise, injectionProtection(logger)));
}
