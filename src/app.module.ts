import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AdminModule } from './admin/admin.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthModule } from './auth/auth.module.js';
import { GracefulShutdown } from './bootstrap/graceful-shutdown.js';
import { CacheModule } from './cache/cache.module.js';
import { CatalogModule } from './catalog/catalog.module.js';
import { CheckoutModule } from './checkout/checkout.module.js';
import { ErrorFilter } from './common/filters/error.filter.js';
import { LoggingModule } from './common/logging/logging.module.js';
import { ConfigModule } from './config/config.module.js';
import { ContactModule } from './contact/contact.module.js';
import { DemoModule } from './demo/demo.module.js';
import { GdprModule } from './gdpr/gdpr.module.js';
import { HealthModule } from './health/health.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { PrismaModule } from './prisma/prisma.module.js';
import { RedisModule } from './redis/redis.module.js';
import { SecurityModule } from './security/security.module.js';
import { ShopModule } from './shop/shop.module.js';
import { TradeModule } from './trade/trade.module.js';
import { UploadsModule } from './uploads/uploads.module.js';
import { UsersModule } from './users/users.module.js';

@Module({
  imports: [
    ConfigModule,
    LoggingModule,
    RedisModule,
    CacheModule,
    SecurityModule,
    PrismaModule,
    JobsModule,
    // First of the features: Express tries routes in this order, and the catalogue is what is asked for most.
    ShopModule,
    CatalogModule,
    UsersModule,
    AuthModule,
    CheckoutModule,
    TradeModule,
    AdminModule,
    AuditModule,
    GdprModule,
    UploadsModule,
    ContactModule,
    HealthModule,
    DemoModule,
  ],
  providers: [GracefulShutdown, ErrorFilter, { provide: APP_FILTER, useExisting: ErrorFilter }],
})
export class AppModule {}
