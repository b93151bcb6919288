import { ConfigModule as NestConfigModule } from '@nestjs/config';
import { appConfig } from './app.config.js';
import { cacheConfig } from './cache.config.js';
import { checkoutConfig } from './checkout.config.js';
import { databaseConfig } from './database.config.js';
import { httpConfig } from './http.config.js';
import { jobsConfig } from './jobs.config.js';
import { jwtConfig } from './jwt.config.js';
import { mailConfig } from './mail.config.js';
import { metricsConfig } from './metrics.config.js';
import { rateLimitConfig } from './rate-limit.config.js';
import { redisConfig } from './redis.config.js';
import { stripeConfig } from './stripe.config.js';
import { tracingConfig } from './tracing.config.js';
import { tradeConfig } from './trade.config.js';
import { uploadConfig } from './upload.config.js';

/** Every concern's configuration, read and checked once at start. */
export const ConfigModule = NestConfigModule.forRoot({
  isGlobal: true,
  // main.ts reads the file, before anything else looks at the environment.
  ignoreEnvFile: true,
  load: [
    appConfig,
    httpConfig,
    databaseConfig,
    jwtConfig,
    stripeConfig,
    checkoutConfig,
    cacheConfig,
    tradeConfig,
    rateLimitConfig,
    jobsConfig,
    mailConfig,
    uploadConfig,
    metricsConfig,
    tracingConfig,
    redisConfig,
  ],
});
