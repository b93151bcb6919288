import { type PaginationResponse } from '../../common/pagination/pagination.response.js';
import type { Prisma } from '../../prisma/client.js';

export const publicProductInclude = {
  images: { orderBy: { position: 'asc' } },
  variants: { where: { isActive: true }, orderBy: [{ priceCents: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.ProductInclude;
export type PublicProductRow = Prisma.ProductGetPayload<{ include: typeof publicProductInclude }>;

export class PublicVariantResponse {
  /** @example "demo-etb-flammes-fr" */
  id!: string;
  /** @example "Coffret Braise" */
  name!: string;
  /** @example "Français" */
  language!: string | null;
  /** @example "1re édition" */
  edition!: string | null;
  /** In euro cents. @example 5490 */
  priceCents!: number;
  /** Units in stock, including units reserved for other buyers. @example 10 */
  stock!: number;
  /** @example "ETB-FLAMMES-FR" */
  sku!: string | null;
  createdAt!: Date;
  updatedAt!: Date;
}

export class PublicImageResponse {
  /** @example "demo-etb-flammes-img-1" */
  id!: string;
  /**
   * `/img/…` is a file of the storefront, any other `/…` one of this API; `http(s)` URLs are complete.
   * @example "/uploads/7941bb2f256f79f8d8416164c9ca76db.webp"
   */
  url!: string;
  /** @example "Le coffret fermé, une flamme sur la face" */
  altText!: string | null;
  /** @example 0 */
  position!: number;
}

export class MainImageResponse {
  /** @example "/uploads/7941bb2f256f79f8d8416164c9ca76db.webp" */
  url!: string;
  /** @example "Le coffret fermé, une flamme sur la face" */
  altText!: string | null;
}

export class PublicProductResponse {
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
  /** The first of `images`. */
  image!: MainImageResponse | null;
  images!: PublicImageResponse[];
  /** Those for sale, cheapest first. */
  variants!: PublicVariantResponse[];
  /** In euro cents; null when nothing is for sale. @example 5290 */
  minPriceCents!: number | null;
  /** No variant for sale has a unit left. @example false */
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
