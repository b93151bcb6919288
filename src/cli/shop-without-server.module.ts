import { Module } from '@nestjs/common';
import { CacheModule } from '../cache/cache.module.js';
import { CheckoutModule } from '../checkout/checkout.module.js';
import { LoggingModule } from '../common/logging/logging.module.js';
import { ConfigModule } from '../config/config.module.js';
import { runNoScheduledJobs } from '../config/jobs.config.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { PrismaModule } from '../prisma/prisma.module.js';
import { SecurityModule } from '../security/security.module.js';

// The server runs them.
runNoScheduledJobs();

/** Checkout and what it needs, without a server. */
@Module({
  imports: [ConfigModule, LoggingModule, CacheModule, SecurityModule, PrismaModule, JobsModule, CheckoutModule],
})
export class ShopWithoutServerModule {}
