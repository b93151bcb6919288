import { randomUUID } from 'node:crypto';
import type { CsvProblem } from '../../common/csv/csv.errors.js';
import type { Prisma } from '../../prisma/client.js';
import { skuKeyOf } from '../admin/sku-keys.js';
import { MAX_STOCK } from '../product-rules.js';
import type { ProductRow } from './product-row.js';

const MAX_VARIANTS = 50;

/** What an import compares, and no more: a file may name every product. */
export const comparedFields = {
  id: true,
  slug: true,
  name: true,
  category: true,
  description: true,
  images: { select: { id: true, url: true }, orderBy: { position: 'asc' }, take: 1 },
  variants: {
    select: {
      id: true,
      name: true,
      language: true,
      edition: true,
      priceCents: true,
      stock: true,
      sku: true,
      isActive: true,
    },
    orderBy: { id: 'asc' },
  },
} satisfies Prisma.ProductSelect;

export type CurrentProduct = Prisma.ProductGetPayload<{ select: typeof comparedFields }>;
type Variant = CurrentProduct['variants'][number];

export interface NewVariant {
  id: string;
  productId: string;
  name: string;
  language: string | null;
  edition: string | null;
  priceCents: number;
  stock: number;
  sku: string | null;
  skuKey: string | null;
  isActive: boolean;
}

export interface ProductChange {
  id: string;
  isNew: boolean;
  slug: string;
  name: string;
  category: string;
  description: string | null;
  /** Undefined where the pictures stay as they are; else the first one's address and, where there is one, its id. */
  image?: { id?: string; url: string };
}

export interface VariantChange {
  id: string;
  data: Partial<Omit<NewVariant, 'id' | 'productId' | 'stock'>>;
  stock?: number;
  stockDelta?: number;
  /** It was not for sale, and will be. */
  isReturning: boolean;
}

export interface ImportPlan {
  /** Products that are new or change. */
  products: ProductChange[];
  newVariants: NewVariant[];
  /** Variants that change, in id order. */
  variantChanges: VariantChange[];
  rows: number;
  unchangedRows: number;
  problems: CsvProblem[];
}

interface Draft {
  change: ProductChange;
  current?: CurrentProduct;
  /** The row that first gave a field of the product. */
  givenBy: Map<string, number>;
  /** Existing and new variants by what tells them apart, with the row that named them. */
  rowOf: Map<string, number>;
  variants: number;
}

/** The names of a variant without a SKU. */
const nameKey = ({ name, language, edition }: ProductRow['variant'] | Variant): string =>
  JSON.stringify([name ?? '', language ?? '', edition ?? '']);

/**
 * Compares the rows of a file with the catalogue as it is, and changes nothing.
 * @param current the products that the rows name, by slug
 * @param skuOwners the slug of the product that has a SKU, by its key
 */
export function planImport(
  rows: ProductRow[],
  current: Map<string, CurrentProduct>,
  skuOwners: Map<string, string>,
): ImportPlan {
  const plan: ImportPlan = {
    products: [],
    newVariants: [],
    variantChanges: [],
    rows: rows.length,
    unchangedRows: 0,
    problems: [],
  };
  const drafts = new Map<string, Draft>();
  const newSkus = new Map<string, number>();

  for (const given of rows) {
    const { row, slug } = given;
    const add = (column: string, msg: string) => void plan.problems.push({ row, column, msg });
    const known = drafts.get(slug);
    const draft = known ?? newDraft(slug, current.get(slug), given, add);
    if (!draft) continue;
    drafts.set(slug, draft);
    const changesProduct = mergeProduct(draft, given, add);

    // The first row of a new product has a variant: a product without any can't be sold.
    if ((known ?? draft.current) && isAboutProductAlone(given)) {
      if (!changesProduct) plan.unchangedRows += 1;
      continue;
    }
    const existing = findVariant(draft, given, add);
    if (existing === 'ambiguous') continue;
    const key = existing?.id ?? skuKeyOf(given.variant.sku) ?? nameKey(given.variant);
    const earlier = draft.rowOf.get(key);
    if (earlier !== undefined) {
      add(given.variant.sku ? 'sku' : 'variant_name', `Le même article figure à la ligne ${earlier}.`);
      continue;
    }
    draft.rowOf.set(key, row);

    const skuKey = skuKeyOf(given.variant.sku);
    if (skuKey && skuKeyOf(existing?.sku) !== skuKey) {
      const owner = skuOwners.get(skuKey);
      const other = newSkus.get(skuKey);
      if (owner !== undefined) add('sku', `Ce SKU est déjà celui d’un article de « ${owner} ».`);
      else if (other !== undefined) add('sku', `Ce SKU figure aussi à la ligne ${other}.`);
      newSkus.set(skuKey, row);
    }
    if (existing) {
      const change = changeOf(existing, given, add);
      if (change) plan.variantChanges.push(change);
      else if (!changesProduct) plan.unchangedRows += 1;
    } else {
      const variant = newVariant(draft, given, add);
      if (variant) plan.newVariants.push(variant);
    }
  }
  plan.products = [...drafts.values()].filter(isChanged).map(({ change }) => change);
  plan.variantChanges.sort((a, b) => (a.id < b.id ? -1 : 1));
  return plan;
}

const isAboutProductAlone = ({ variant, stock, stockDelta }: ProductRow): boolean =>
  [...Object.values(variant), stock, stockDelta].every((value) => value === undefined);

type AddProblem = (column: string, msg: string) => void;

/** @returns undefined when the product is new and lacks what it must have */
function newDraft(
  slug: string,
  current: CurrentProduct | undefined,
  { product, imageUrl }: ProductRow,
  add: AddProblem,
): Draft | undefined {
  const shared = { givenBy: new Map<string, number>(), rowOf: new Map<string, number>() };
  if (current) {
    const { id, name, category, description, variants } = current;
    return {
      ...shared,
      current,
      variants: variants.length,
      change: { id, isNew: false, slug, name, category, description },
    };
  }
  const { name, category, description = null } = product;
  if (name === undefined) add('product_name', 'Un nouveau produit a besoin d’un nom.');
  if (category === undefined) add('category', 'Un nouveau produit a besoin d’une catégorie.');
  if (name === undefined || category === undefined) return undefined;
  const image = imageUrl === undefined ? undefined : { url: imageUrl };
  return {
    ...shared,
    variants: 0,
    change: { id: randomUUID(), isNew: true, slug, name, category, description, image },
  };
}

/** Fields of the product stand in each of its rows, or in some. @returns whether this row changes the product */
function mergeProduct(draft: Draft, { row, product, imageUrl }: ProductRow, add: AddProblem): boolean {
  const { change, current, givenBy } = draft;
  const texts = [
    ['product_name', 'name'],
    ['category', 'category'],
    ['description', 'description'],
  ] as const;
  let isChange = change.isNew;
  for (const [column, field] of texts) {
    const value = product[field];
    if (value === undefined) continue;
    const earlier = givenBy.get(column);
    if (earlier !== undefined && change[field] !== value)
      add(column, `La valeur n’est pas celle de la ligne ${earlier}.`);
    if (earlier === undefined) givenBy.set(column, row);
    change[field] = value;
    isChange ||= current?.[field] !== value;
  }
  if (imageUrl !== undefined) {
    const earlier = givenBy.get('image_url');
    const first = current?.images[0];
    const now = change.image?.url ?? first?.url;
    if (earlier !== undefined && now !== imageUrl)
      add('image_url', `La valeur n’est pas celle de la ligne ${earlier}.`);
    if (earlier === undefined) givenBy.set('image_url', row);
    if (first?.url !== imageUrl) {
      change.image = { id: first?.id, url: imageUrl };
      isChange = true;
    }
  }
  return isChange;
}

function isChanged({ change, current }: Draft): boolean {
  const { name, category, description, image, isNew } = change;
  return (
    isNew ||
    image !== undefined ||
    name !== current?.name ||
    category !== current.category ||
    description !== current.description
  );
}

/** By SKU. A row without one, or a variant that has none yet, by name, language and edition. */
function findVariant({ current }: Draft, { variant }: ProductRow, add: AddProblem): Variant | 'ambiguous' | undefined {
  const variants = current?.variants ?? [];
  const names = nameKey(variant);
  const hasNames = (one: Variant) => nameKey(one) === names;
  if (variant.sku === undefined) {
    const found = variants.filter(hasNames);
    if (found.length > 1) {
      add('sku', 'Plusieurs articles portent ce nom : indiquez le SKU.');
      return 'ambiguous';
    }
    return found[0];
  }
  const key = skuKeyOf(variant.sku);
  const bySku = variants.filter(({ sku }) => skuKeyOf(sku) === key);
  if (bySku.length <= 1) return bySku[0] ?? variants.find((one) => one.sku === null && hasNames(one));
  // Older versions allowed several variants with one SKU.
  const [first, ...others] = bySku.filter(hasNames);
  if (first && !others.length) return first;
  add('sku', 'Plusieurs articles portent ce SKU : donnez-leur des SKU différents.');
  return 'ambiguous';
}

/** @returns undefined when the row says what is already so */
function changeOf(
  now: Variant,
  { variant, stock, stockDelta }: ProductRow,
  add: AddProblem,
): VariantChange | undefined {
  const { sku, ...fields } = variant;
  const given: Partial<Variant> = { ...fields, ...(skuKeyOf(sku) !== skuKeyOf(now.sku) && { sku }) };
  const data: VariantChange['data'] = Object.fromEntries(
    Object.entries<unknown>(given).filter(
      ([field, value]) => value !== undefined && value !== now[field as keyof Variant],
    ),
  );
  if (data.sku) data.skuKey = skuKeyOf(data.sku);
  const after = stock ?? now.stock + (stockDelta ?? 0);
  if (after < 0) add('stock_delta', `Il ne reste que ${now.stock} exemplaires.`);
  if (after > MAX_STOCK) add('stock_delta', `Le stock doit être au plus ${MAX_STOCK}.`);
  if (!Object.keys(data).length && after === now.stock) return undefined;
  const isReturning = data.isActive === true;
  return { id: now.id, data, isReturning, ...(after !== now.stock && { stock, stockDelta }) };
}

function newVariant(draft: Draft, { variant, stock, stockDelta }: ProductRow, add: AddProblem): NewVariant | undefined {
  const { name, priceCents, language = null, edition = null, sku = null, isActive = true } = variant;
  const units = stock ?? stockDelta ?? 0;
  draft.variants += 1;
  if (draft.variants > MAX_VARIANTS) add('product_slug', `Un produit a ${MAX_VARIANTS} articles au plus.`);
  if (name === undefined) add('variant_name', 'Un nouvel article a besoin d’un nom, « Standard » par exemple.');
  if (priceCents === undefined) add('price_eur', 'Un nouvel article a besoin d’un prix.');
  if (units < 0) add('stock_delta', 'Un nouvel article n’a pas de stock à retirer.');
  if (name === undefined || priceCents === undefined) return undefined;
  const id = randomUUID();
  return {
    id,
    productId: draft.change.id,
    name,
    language,
    edition,
    priceCents,
    stock: units,
    sku,
    skuKey: skuKeyOf(sku),
    isActive,
  };
}
