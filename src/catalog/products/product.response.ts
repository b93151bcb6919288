import { type PaginationResponse } from '../../common/pagination/pagination.response.js';
import type { Prisma } from '../../generated/sqlite/client.js';

export const publicProductInclude = {
  images: { orderBy: { position: 'asc' } },
  variants: { where: { isActive: true }, orderBy: [{ priceCents: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.ProductInclude;
export type PublicProductRow = Prisma.ProductGetPayload<{ include: typeof publicProductInclude }>;

export class PublicVariantResponse {
  id!: string;
  name!: string;
  language!: string | null;
  edition!: string | null;
  /** In euro cents. */
  priceCents!: number;
  /** Units on the shelf, those that other buyers hold included. */
  stock!: number;
  sku!: string | null;
  createdAt!: Date;
  updatedAt!: Date;
}

export class PublicImageResponse {
  id!: string;
  /** `/img/…` is a file of the storefront, another `/…` one of this API, `http(s)` as it is. */
  url!: string;
  altText!: string | null;
  position!: number;
}

export class MainImageResponse {
  url!: string;
  altText!: string | null;
}

export class PublicProductResponse {
  id!: string;
  slug!: string;
  name!: string;
  description!: string | null;
  category!: string;
  createdAt!: Date;
  updatedAt!: Date;
  /** The first of `images`. */
  image!: MainImageResponse | null;
  images!: PublicImageResponse[];
  /** Those for sale, cheapest first. */
  variants!: PublicVariantResponse[];
  /** In euro cents; null when nothing is for sale. */
  minPriceCents!: number | null;
  /** No variant for sale has a unit left. */
  outOfStock!: boolean;
}

export class ProductListResponse {
  products!: PublicProductResponse[];
  pagination!: PaginationResponse;
}

export class ProductDetailResponse {
  product!: PublicProductResponse;
}

export function toPublicProduct(row: PublicProductRow): PublicProductResponse {
  const [first] = row.images;
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    category: row.category,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    image: first ? { url: first.url, altText: first.altText } : null,
    images: row.images.map(({ id, url, altText, position }) => ({ id, url, altText, position })),
    variants: row.variants.map(toPublicVariant),
    minPriceCents: row.variants[0]?.priceCents ?? null,
    outOfStock: row.variants.every(({ stock }) => stock === 0),
  };
}

function toPublicVariant(row: PublicProductRow['variants'][number]): PublicVariantResponse {
  const { id, name, language, edition, priceCents, stock, sku, createdAt, updatedAt } = row;
  return { id, name, language, edition, priceCents, stock, sku, createdAt, updatedAt };
}
