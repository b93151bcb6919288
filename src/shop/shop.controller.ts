import { Controller, Get, UseInterceptors } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { HttpCacheInterceptor } from '../cache/http-cache.interceptor.js';
import { Public } from '../common/decorators/access.decorator.js';
import { ShopResponse } from './shop.response.js';
import { ShopService } from './shop.service.js';

@ApiTags('catalogue')
@Public()
@UseInterceptors(HttpCacheInterceptor)
@Controller('shop')
export class ShopController {
  constructor(private readonly shop: ShopService) {}

  /** What a storefront must know and should not have built in: currency, delivery, limits, categories, payment. */
  @Get()
  @ApiOkResponse({ type: ShopResponse })
  describe(): Promise<ShopResponse> {
    return this.shop.describe();
  }
}
