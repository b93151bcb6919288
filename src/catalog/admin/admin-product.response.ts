import type { PaginationResponse } from '../../common/pagination/pagination.response.js';
import type { Prisma, ProductImage, Variant } from '../../generated/sqlite/client.js';

export const adminProductInclude = {
  images: { orderBy: { position: 'asc' } },
  variants: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
  _count: { select: { reviews: true } },
} satisfies Prisma.ProductInclude;
export type AdminProductRow = Prisma.ProductGetPayload<{ include: typeof adminProductInclude }>;

export class AdminImageResponse {
  id!: string;
  productId!: string;
  url!: string;
  altText!: string | null;
  position!: number;
  createdAt!: Date;
}

export class AdminVariantResponse {
  id!: string;
  productId!: string;
  name!: string;
  language!: string | null;
  edition!: string | null;
  /** In euro cents. */
  priceCents!: number;
  stock!: number;
  /** Equals `stock`; a form sends it back untouched, so that its stock is taken as a difference. */
  stockAtRead!: number;
  sku!: string | null;
  isActive!: boolean;
  createdAt!: Date;
  updatedAt!: Date;
}

export class ReviewCountResponse {
  reviews!: number;
}

export class AdminProductResponse {
  id!: string;
  slug!: string;
  name!: string;
  description!: string | null;
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
