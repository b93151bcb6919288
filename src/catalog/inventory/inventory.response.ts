import type { PaginationResponse } from '../../common/pagination/pagination.response.js';
import type { Product, ProductImage, Variant } from '../../generated/sqlite/client.js';
import {
  AdminVariantResponse,
  toAdminImage,
  toAdminVariant,
  type AdminImageResponse,
} from '../admin/admin-product.response.js';

export type InventoryRow = Variant & { product: Pick<Product, 'id' | 'name' | 'slug'> & { images: ProductImage[] } };

export class InventoryProductResponse {
  id!: string;
  name!: string;
  slug!: string;
  /** The first picture, if there is one. */
  images!: AdminImageResponse[];
}

export class InventoryVariantResponse extends AdminVariantResponse {
  product!: InventoryProductResponse;
}

export class InventoryStatsResponse {
  /** Variants for sale. */
  total!: number;
  /** Those with at most `lowStockThreshold` units, none included. */
  lowStock!: number;
  outOfStock!: number;
}

export class InventoryResponse {
  /** For sale, least stock first. */
  variants!: InventoryVariantResponse[];
  /** Those with at most `lowStockThreshold` units, 1000 at most. */
  lowStock!: InventoryVariantResponse[];
  stats!: InventoryStatsResponse;
  pagination!: PaginationResponse;
}

export class ProductNameResponse {
  id!: string;
  name!: string;
}

export class CorrectedVariantResponse extends AdminVariantResponse {
  product!: ProductNameResponse;
}

export class StockCorrectionResponse {
  variant!: CorrectedVariantResponse;
}

export function toInventoryVariant(row: InventoryRow): InventoryVariantResponse {
  const { id, name, slug, images } = row.product;
  return Object.assign(toAdminVariant(row), { product: { id, name, slug, images: images.map(toAdminImage) } });
}
