import { Module } from '@nestjs/common';
import { responseCacheStore } from '../common/response-cache/response-cache.js';
import { CatalogCache } from './catalog-cache.js';
import { StockService } from './stock/stock.service.js';
import { VariantsService } from './variants.service.js';

@Module({
  imports: [responseCacheStore()],
  providers: [CatalogCache, StockService, VariantsService],
  exports: [CatalogCache, StockService, VariantsService],
})
export class CatalogModule {}
