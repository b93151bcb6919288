import { Injectable } from '@nestjs/common';
import { InvalidFieldsError } from '../../common/errors/validation.error.js';
import { pageWindow, toPagination } from '../../common/pagination/pagination.response.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { inOrderOf } from '../../prisma/search.js';
import { ProductNotFoundError } from '../catalog.errors.js';
import { findProducts } from './find-products.js';
import {
  publicProductInclude,
  toPublicProduct,
  type ProductDetailResponse,
  type ProductListResponse,
} from './product.response.js';
import type { ProductsQuery } from './products.query.js';
import { ProductSearch } from './search/product-search.js';
import { isSlug } from './slug.js';

const PRICES_REVERSED = { path: 'maxPriceCents', msg: 'Le prix maximal doit être au moins égal au prix minimal.' };

@Injectable()
export class ProductsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly search: ProductSearch,
  ) {}

  /**
   * Products with nothing for sale are listed as well, unless a filter asks for a variant.
   * @throws InvalidFieldsError for a highest price below the lowest
   */
  async list(query: ProductsQuery): Promise<ProductListResponse> {
    const { minPriceCents = 0, maxPriceCents = minPriceCents } = query;
    if (maxPriceCents < minPriceCents) throw new InvalidFieldsError([PRICES_REVERSED]);
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
