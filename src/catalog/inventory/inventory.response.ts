import type { PaginationResponse } from '../../common/pagination/pagination.response.js';
import type { Prisma } from '../../prisma/client.js';
import {
  AdminVariantResponse,
  toAdminImage,
  toAdminVariant,
  type AdminImageResponse,
} from '../admin/admin-product.response.js';

export const inventoryInclude = {
  product: { select: { id: true, name: true, slug: true, images: { orderBy: { position: 'asc' }, take: 1 } } },
} satisfies Prisma.VariantInclude;
export type InventoryRow = Prisma.VariantGetPayload<{ include: typeof inventoryInclude }>;

export class InventoryProductResponse {
  /** @example "demo-etb-flammes" */
  id!: string;
  /** @example "Coffret Dresseur d’Élite Flammes" */
  name!: string;
  /** @example "coffret-dresseur-elite-flammes" */
  slug!: string;
  /** The first picture, if there is one. */
  images!: AdminImageResponse[];
}

export class InventoryVariantResponse extends AdminVariantResponse {
  product!: InventoryProductResponse;
}

export class InventoryStatsResponse {
  /** Variants for sale. @example 29 */
  total!: number;
  /** Those with at most `lowStockThreshold` units, none included. @example 12 */
  lowStock!: number;
  /** @example 1 */
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
  /** @example "demo-etb-flammes" */
  id!: string;
  /** @example "Coffret Dresseur d’Élite Flammes" */
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
