import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { MessageResponse } from '../../common/message.response.js';
import { AdminProductDetailResponse, AdminProductListResponse } from './admin-product.response.js';
import { AdminProductsQuery } from './admin-products.query.js';
import { AdminProductsService } from './admin-products.service.js';
import { CreateProductDto } from './dto/create-product.dto.js';
import { UpdateProductDto } from './dto/update-product.dto.js';

@ApiTags('admin: products')
@ApiBearerAuth()
@AdminOnly()
@ApiErrors({ 401: ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN'], 403: ['ADMIN_ACCESS_REQUIRED'] })
@Controller('admin/products')
export class AdminProductsController {
  constructor(private readonly products: AdminProductsService) {}

  /** Products with all their variants, newest first. */
  @Get()
  @ApiOkResponse({ type: AdminProductListResponse })
  @ApiErrors({ 400: ['VALIDATION_ERROR'] })
  list(@Query() query: AdminProductsQuery): Promise<AdminProductListResponse> {
    return this.products.list(query);
  }

  /** Adds a product with its pictures and variants. */
  @Post()
  @ApiCreatedResponse({ type: AdminProductDetailResponse })
  @ApiErrors({ 400: ['VALIDATION_ERROR'], 409: ['SLUG_ALREADY_EXISTS', 'SKU_ALREADY_EXISTS'] })
  async create(@CurrentUser() admin: AuthUser, @Body() body: CreateProductDto): Promise<AdminProductDetailResponse> {
    return { product: await this.products.create(admin.userId, body) };
  }

  /**
   * Changes a product. Variants that are given are all there are to be: with an id changed, without one new, those
   * missing deleted, or taken out of sale when they were ever ordered.
   */
  @Put(':productId')
  @ApiOkResponse({ type: AdminProductDetailResponse })
  @ApiParam({ name: 'productId', example: 'demo-etb-flammes' })
  @ApiErrors({
    400: ['VALIDATION_ERROR'],
    404: ['PRODUCT_NOT_FOUND'],
    409: ['SLUG_ALREADY_EXISTS', 'SKU_ALREADY_EXISTS', 'STALE_STOCK'],
  })
  async update(
    @CurrentUser() admin: AuthUser,
    @Param('productId') productId: string,
    @Body() body: UpdateProductDto,
  ): Promise<AdminProductDetailResponse> {
    return { product: await this.products.update(admin.userId, productId, body) };
  }

  /** Deletes a product that nobody ever ordered. */
  @Delete(':productId')
  @ApiOkResponse({ type: MessageResponse, example: { message: 'Le produit a été supprimé.' } })
  @ApiParam({ name: 'productId', example: 'demo-etb-flammes' })
  @ApiErrors({ 400: ['PRODUCT_HAS_ORDERS'], 404: ['PRODUCT_NOT_FOUND'] })
  async delete(@CurrentUser() admin: AuthUser, @Param('productId') productId: string): Promise<MessageResponse> {
    await this.products.delete(admin.userId, productId);
    return { message: 'Le produit a été supprimé.' };
  }
}
