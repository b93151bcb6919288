import { Injectable } from '@nestjs/common';
import { pageWindow, toPagination } from '../../common/pagination/pagination.response.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { ProductNotFoundError } from '../catalog.errors.js';
import { findProducts, inOrderOf } from './find-products.js';
import {
  publicProductInclude,
  toPublicProduct,
  type ProductDetailResponse,
  type ProductListResponse,
} from './product.response.js';
import type { ProductsQuery } from './products.query.js';
import { ProductSearch } from './search/product-search.js';
import { isSlug } from './slug.js';

@Injectable()
export class ProductsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly search: ProductSearch,
  ) {}

  /** Newest first; products with nothing for sale are listed as well. */
  async list(query: ProductsQuery): Promise<ProductListResponse> {
    const { ids, total } = await findProducts(this.prisma, this.search, query, pageWindow(query));
    const rows = await this.prisma.product.findMany({ where: { id: { in: ids } }, include: publicProductInclude });
    return { products: inOrderOf(ids, rows).map(toPublicProduct), pagination: toPagination(query, total) };
  }

  /** @throws ProductNotFoundError */
  async getBySlug(slug: string): Promise<ProductDetailResponse> {
    if (!isSlug(slug)) throw new ProductNotFoundError();
    const row = await this.prisma.product.findUnique({ where: { slug }, include: publicProductInclude });
    if (!row) throw new ProductNotFoundError();
    return { product: toPublicProduct(row) };
  }
}
