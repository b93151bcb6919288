import { Controller, Get, Param, Query, UseInterceptors } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Public } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { HttpCacheInterceptor } from '../../cache/http-cache.interceptor.js';
import { ProductDetailResponse, ProductListResponse } from './product.response.js';
import { ProductsQuery } from './products.query.js';
import { ProductsService } from './products.service.js';

@ApiTags('catalogue')
@Public()
@UseInterceptors(HttpCacheInterceptor)
@Controller('products')
export class ProductsController {
  constructor(private readonly products: ProductsService) {}

  /** Products: a page of those that meet every filter given, newest first unless sorted otherwise. */
  @Get()
  @ApiOkResponse({ type: ProductListResponse })
  @ApiErrors({ 400: ['VALIDATION_ERROR'] })
  list(@Query() query: ProductsQuery): Promise<ProductListResponse> {
    return this.products.list(query);
  }

  /** One product by its slug. */
  @Get(':slug')
  @ApiOkResponse({ type: ProductDetailResponse })
  @ApiParam({ name: 'slug', example: 'coffret-dresseur-elite-flammes' })
  @ApiErrors({ 404: ['PRODUCT_NOT_FOUND'] })
  getBySlug(@Param('slug') slug: string): Promise<ProductDetailResponse> {
    return this.products.getBySlug(slug);
  }
}
