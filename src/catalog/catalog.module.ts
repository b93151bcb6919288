import { Module } from '@nestjs/common';
import { databaseConfig, type DatabaseConfig } from '../config/database.config.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { AdminProductsController } from './admin/admin-products.controller.js';
import { AdminProductsService } from './admin/admin-products.service.js';
import { ProductVariantsService } from './admin/product-variants.service.js';
import { SharedSkus } from './admin/shared-skus.service.js';
import { ProductCsvController } from './csv/product-csv.controller.js';
import { ProductExport } from './csv/product-export.service.js';
import { ProductImport } from './csv/product-import.service.js';
import { AlertsModule } from './alerts/alerts.module.js';
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
  imports: [AlertsModule, ReviewsModule],
  controllers: [ProductsController, ProductCsvController, AdminProductsController, InventoryController],
  providers: [
    ProductsService,
    {
      provide: ProductSearch,
      inject: [PrismaService, databaseConfig.KEY],
      useFactory: (prisma: PrismaService, { kind }: DatabaseConfig): ProductSearch =>
        kind === 'sqlite' ? new SqliteProductSearch(prisma) : new PostgresqlProductSearch(),
    },
    AdminProductsService,
    ProductVariantsService,
    ProductExport,
    ProductImport,
    SharedSkus,
    InventoryService,
    StockService,
    VariantsService,
  ],
  exports: [StockService, VariantsService],
})
export class CatalogModule {}
