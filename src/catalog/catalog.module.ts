import { Module } from '@nestjs/common';
import { responseCacheStore } from '../common/response-cache/response-cache.js';
import { CatalogCache } from './catalog-cache.js';
import { ProductsController } from './products/products.controller.js';
import { ProductsService } from './products/products.service.js';
import { StockService } from './stock/stock.service.js';
import { VariantsService } from './variants.service.js';

@Module({
  imports: [responseCacheStore()],
  controllers: [ProductsController],
  providers: [CatalogCache, ProductsService, StockService, VariantsService],
  exports: [CatalogCache, StockService, VariantsService],
})
export class CatalogModule {}
