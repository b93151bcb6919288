import { Module, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { keptAnswers } from '../common/response-cache/kept-answers.js';
import { responseCacheStore } from '../common/response-cache/response-cache.js';
import { databaseConfig, type DatabaseConfig } from '../config/database.config.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { AdminProductsController } from './admin/admin-products.controller.js';
import { AdminProductsService } from './admin/admin-products.service.js';
import { ProductVariantsService } from './admin/product-variants.service.js';
import { AlertsModule } from './alerts/alerts.module.js';
import { CatalogCache } from './catalog-cache.js';
import { CatalogReader } from './catalog-reader.js';
import { DemoCatalog } from './demo/demo-catalog.js';
import { InventoryController } from './inventory/inventory.controller.js';
import { InventoryService } from './inventory/inventory.service.js';
import { ProductsController } from './products/products.controller.js';
import { ProductsService } from './products/products.service.js';
import { PostgresqlProductSearch } from './products/search/postgresql-product-search.js';
import { ProductSearch } from './products/search/product-search.js';
import { SqliteProductSearch } from './products/search/sqlite-product-search.js';
import { ReviewsModule } from './reviews/reviews.module.js';
import { StockService } from './stock/stock.service.js';
import { VariantsService } from './variants.service.js';

@Module({
  imports: [responseCacheStore(), AlertsModule, ReviewsModule],
  controllers: [ProductsController, AdminProductsController, InventoryController],
  providers: [
    CatalogCache,
    CatalogReader,
    DemoCatalog,
    ProductsService,
    {
      provide: ProductSearch,
      inject: [PrismaService, databaseConfig.KEY],
      useFactory: (prisma: PrismaService, { kind }: DatabaseConfig): ProductSearch =>
        kind === 'sqlite' ? new SqliteProductSearch(prisma) : new PostgresqlProductSearch(),
    },
    AdminProductsService,
    ProductVariantsService,
    InventoryService,
    StockService,
    VariantsService,
  ],
  exports: [CatalogCache, StockService, VariantsService],
})
export class CatalogModule implements NestModule {
  constructor(private readonly cache: CatalogCache) {}

  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(keptAnswers(this.cache)).forRoutes(ProductsController);
  }
}
