import { languageKey } from '../../common/languages/language-key.js';
import { foldForSearch } from '../../common/text/fold-text.js';
import { Prisma } from '../../prisma/client.js';
import { idsOfPage, lookedFor } from '../../prisma/search.js';
import type { ProductSearch } from './search/product-search.js';

export const SORTS = ['newest', 'price', '-price', 'name'] as const;
export type ProductSort = (typeof SORTS)[number];

/** Of these, one variant for sale must meet all that are given. */
interface VariantFilter {
  minPriceCents?: number;
  maxPriceCents?: number;
  inStock?: 'true' | 'false';
  language?: string;
}

export interface ProductFilter extends VariantFilter {
  category?: string;
  /** Its first 100 characters are looked for, folded. */
  search?: string;
  sort?: ProductSort;
}

/**
 * Finds one page of products, newest first unless sorted otherwise.
 * @returns their ids in order, and how many there are on all pages
 */
export async function findProducts(
  prisma: Prisma.TransactionClient,
  search: ProductSearch,
  filter: ProductFilter,
  window: { skip: number; take: number },
): Promise<{ ids: string[]; total: number }> {
  const text = lookedFor(filter.search, foldForSearch);
  const rows = text ? await search.rowsWith(text) : Prisma.sql`FROM "Product" WHERE 1 = 1`;
  const found = Prisma.join([rows, ...(await conditionsOf(prisma, search, filter))], ' AND ');
  const { sort = 'newest' } = filter;
  return idsOfPage(prisma, sort.endsWith('price') ? search.withPrices(found) : found, window, orderOf(search, sort));
}

async function conditionsOf(
  prisma: Prisma.TransactionClient,
  { language, stock }: ProductSearch,
  filter: ProductFilter,
): Promise<Prisma.Sql[]> {
  const { category, inStock } = filter;
  const offer = await offerOf(prisma, language, filter);
  const isInStock = Prisma.sql`${stock} > 0`;
  const conditions = category ? [Prisma.sql`"category" = ${category}`] : [];
  if (inStock === 'true') return [...conditions, Prisma.sql`EXISTS (${forSale([...offer, isInStock])})`];
  if (offer.length) conditions.push(Prisma.sql`EXISTS (${forSale(offer)})`);
  if (inStock === 'false') conditions.push(Prisma.sql`NOT EXISTS (${forSale([isInStock])})`);
  return conditions;
}

/** The variants for sale of the product in question. */
function forSale(conditions: Prisma.Sql[]): Prisma.Sql {
  const all = [Prisma.sql`"Variant"."productId" = "Product"."id"`, Prisma.sql`"isActive" = TRUE`, ...conditions];
  return Prisma.sql`SELECT 1 FROM "Variant" WHERE ${Prisma.join(all, ' AND ')}`;
}

/** What is asked of a variant, but its stock. */
async function offerOf(
  prisma: Prisma.TransactionClient,
  column: Prisma.Sql,
  { minPriceCents, maxPriceCents, language }: VariantFilter,
): Promise<Prisma.Sql[]> {
  const conditions: Prisma.Sql[] = [];
  if (minPriceCents !== undefined) conditions.push(Prisma.sql`"priceCents" >= ${minPriceCents}`);
  if (maxPriceCents !== undefined) conditions.push(Prisma.sql`"priceCents" <= ${maxPriceCents}`);
  if (language) {
    const spellings = await spellingsOf(prisma, language);
    conditions.push(spellings.length ? Prisma.sql`${column} IN (${Prisma.join(spellings)})` : Prisma.sql`1 = 0`);
  }
  return conditions;
}

/** How variants spell a language: `fr`, `Français`. Goes from one spelling to the next in the index, as they are few. */
async function spellingsOf(prisma: Prisma.TransactionClient, language: string): Promise<string[]> {
  const key = languageKey(language);
  const rows = await prisma.$queryRaw<{ language: string }[]>`
    SELECT "language" FROM (
      WITH RECURSIVE "spelling" AS (
        SELECT MIN("language") AS "language" FROM "Variant"
        UNION ALL
        SELECT (SELECT MIN("language") FROM "Variant" WHERE "Variant"."language" > "spelling"."language")
        FROM "spelling" WHERE "language" IS NOT NULL
      )
      SELECT "language" FROM "spelling"
    ) AS "spellings" WHERE "language" IS NOT NULL`;
  return rows.flatMap((row) => (languageKey(row.language) === key ? row.language : []));
}

/** Unique to the last column, so that no product is on two pages. */
function orderOf({ nameOrder, lowestPrice }: ProductSearch, sort: ProductSort): Prisma.Sql | undefined {
  if (sort === 'newest') return undefined;
  if (sort === 'name') return Prisma.sql`${nameOrder}, "Product"."id"`;
  const direction = sort === 'price' ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  return Prisma.sql`${lowestPrice} ${direction} NULLS LAST, "Product"."createdAt" DESC, "Product"."id" DESC`;
}
