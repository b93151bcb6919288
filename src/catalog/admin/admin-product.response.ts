import type { PaginationResponse } from '../../common/pagination/pagination.response.js';
import type { Prisma, ProductImage, Variant } from '../../prisma/client.js';

export const adminProductInclude = {
  images: { orderBy: { position: 'asc' } },
  variants: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
  _count: { select: { reviews: true } },
} satisfies Prisma.ProductInclude;
export type AdminProductRow = Prisma.ProductGetPayload<{ include: typeof adminProductInclude }>;

export class AdminImageResponse {
  /** @example "demo-etb-flammes-img-1" */
  id!: string;
  /** @example "demo-etb-flammes" */
  productId!: string;
  /** @example "/uploads/7941bb2f256f79f8d8416164c9ca76db.webp" */
  url!: string;
  /** @example "Le coffret fermé, une flamme sur la face" */
  altText!: string | null;
  /** @example 0 */
  position!: number;
  createdAt!: Date;
}

export class AdminVariantResponse {
  /** @example "demo-etb-flammes-fr" */
  id!: string;
  /** @example "demo-etb-flammes" */
  productId!: string;
  /** @example "Coffret Braise" */
  name!: string;
  /** @example "Français" */
  language!: string | null;
  /** @example "1re édition" */
  edition!: string | null;
  /** In euro cents. @example 5490 */
  priceCents!: number;
  /** @example 10 */
  stock!: number;
  /** Equals `stock`; a form sends it back untouched, so that its stock is taken as a difference. @example 10 */
  stockAtRead!: number;
  /** @example "ETB-FLAMMES-FR" */
  sku!: string | null;
  /** @example true */
  isActive!: boolean;
  createdAt!: Date;
  updatedAt!: Date;
}

export class ReviewCountResponse {
  /** @example 0 */
  reviews!: number;
}

export class AdminProductResponse {
  /** @example "demo-etb-flammes" */
  id!: string;
  /** @example "coffret-dresseur-elite-flammes" */
  slug!: string;
  /** @example "Coffret Dresseur d’Élite Flammes" */
  name!: string;
  /** @example "Neuf boosters et tout ce qu’il faut pour jouer." */
  description!: string | null;
  /** @example "Pokémon" */
  category!: string;
  createdAt!: Date;
  updatedAt!: Date;
  images!: AdminImageResponse[];
  /** Inactive ones included. */
  variants!: AdminVariantResponse[];
  _count!: ReviewCountResponse;
}

export class AdminProductListResponse {
  products!: AdminProductResponse[];
  pagination!: PaginationResponse;
}

export class AdminProductDetailResponse {
  product!: AdminProductResponse;
}

export function toAdminProduct(row: AdminProductRow): AdminProductResponse {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    category: row.category,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    images: row.images.map(toAdminImage),
    variants: row.variants.map(toAdminVariant),
    _count: { reviews: row._count.reviews },
  };
}

export function toAdminImage({ id, productId, url, altText, position, createdAt }: ProductImage): AdminImageResponse {
  return { id, productId, url, altText, position, createdAt };
}

export function toAdminVariant(row: Variant): AdminVariantResponse {
  const { id, productId, name, language, edition, priceCents, stock, sku, isActive, createdAt, updatedAt } = row;
  return {
    id,
    productId,
    name,
    language,
    edition,
    priceCents,
    stock,
    stockAtRead: stock,
    sku,
    isActive,
    createdAt,
    updatedAt,
  };
}
