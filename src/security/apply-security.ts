import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from 'pino';
import { PINO } from '../common/logging/logging.module.js';
import { requestId } from '../common/request-id.js';
import { Tracing } from '../common/tracing/tracing.js';
import { appConfig, type AppConfig } from '../config/app.config.js';
import { jwtConfig, type JwtConfig } from '../config/jwt.config.js';
import { accessLog, routeOf } from './access-log.js';
import { allowOrigins } from './cors.js';
import { secureHeaders } from './headers.js';
import { injectionProtection } from './injection/injection-protection.js';
import { inOrder } from './in-order.js';
import { inputCheck } from './input/input-check.js';
import { generalLimit } from './rate-limit/general-limit.js';
import { RateLimiter } from './rate-limit/rate-limiter.service.js';
import { sanitise } from './sanitising/sanitise.js';

/** The pipeline that every request passes, in order, before its route. */
export function applySecurity(app: NestExpressApplication): void {
  const { trustProxy, corsOrigins } = app.get<AppConfig>(appConfig.KEY);
  const logger = app.get<Logger>(PINO);
  app.set('trust proxy', trustProxy);
  // Names and texts alone; the nested form would bring objects where scalars are due.
  app.set('query parser', 'simple');
  app.disable('x-powered-by');

  app.use(
    inOrder(
      requestId,
      // None without a collector to send traces to.
      ...app.get(Tracing).requestSteps(routeOf),
      // Writes when the answer is out, the last of all; it starts here so that what a step refuses gets its line as well.
      accessLog(logger),
      allowOrigins(corsOrigins),
      secureHeaders(),
      inputCheck(),
      sanitise,
      injectionProtection(logger),
      generalLimit(app.get(RateLimiter), ...app.get<JwtConfig>(jwtConfig.KEY).accessSecrets),
    ),
  );
}
