import { Injectable } from '@nestjs/common';
import { pageWindow, toPagination } from '../../common/pagination/pagination.response.js';
import { CatalogReader } from '../catalog-reader.js';
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
    private readonly reader: CatalogReader,
    private readonly search: ProductSearch,
  ) {}

  /** Newest first; products with nothing for sale are listed as well. */
  async list(query: ProductsQuery): Promise<ProductListResponse> {
    return this.reader.read(async (db) => {
      const { ids, total } = await findProducts(db, this.search, query, pageWindow(query));
      const rows = await db.product.findMany({ where: { id: { in: ids } }, include: publicProductInclude });
      return { products: inOrderOf(ids, rows).map(toPublicProduct), pagination: toPagination(query, total) };
    });
  }

  /** @throws ProductNotFoundError */
  async getBySlug(slug: string): Promise<ProductDetailResponse> {
    if (!isSlug(slug)) throw new ProductNotFoundError();
    const row = await this.reader.read((db) =>
      db.product.findUnique({ where: { slug }, include: publicProductInclude }),
    );
    if (!row) throw new ProductNotFoundError();
    return { product: toPublicProduct(row) };
  }
}
