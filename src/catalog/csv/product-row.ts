import { IsIn, IsOptional, IsString, Length, Matches, MaxLength, validateSync } from 'class-validator';
import { plainToInstance } from 'class-transformer';
import type { CsvProblem } from '../../common/csv/csv.errors.js';
import { isFormula } from '../../common/csv/formulas.js';
import { cellText, type CsvCells } from '../../common/csv/read-csv.js';
import { frenchMessage } from '../../common/validation/french-message.js';
import { looksLikeScript } from '../../security/injection/script.js';
import { cleanText } from '../../security/sanitising/clean-text.js';
import { IMAGE_URL, IsReachable, MAX_STOCK, SKU } from '../product-rules.js';
import { SLUG } from '../products/slug.js';

/** A variant a row, with the fields of its product. */
export const PRODUCT_COLUMNS = [
  'product_slug',
  'product_name',
  'category',
  'description',
  'image_url',
  'sku',
  'variant_name',
  'language',
  'edition',
  'price_eur',
  'stock',
  'stock_delta',
  'active',
] as const;

const MAX_PRICE_CENTS = 10_000_000;
const YES = ['true', 'vrai', 'oui', '1'];
const NO = ['false', 'faux', 'non', '0'];
/** The only cells that may begin like a formula. */
const NUMBERS = ['price_eur', 'stock', 'stock_delta'];

/** The cells of a row; the limits are those of the administrator's forms. */
class ProductCells {
  @IsString()
  @MaxLength(200)
  @Matches(SLUG)
  product_slug!: string;

  @IsOptional()
  @Length(1, 200)
  product_name?: string;

  @IsOptional()
  @Length(1, 100)
  category?: string;

  @IsOptional()
  @MaxLength(5000)
  description?: string;

  @IsOptional()
  @MaxLength(500)
  @Matches(IMAGE_URL)
  @IsReachable()
  image_url?: string;

  @IsOptional()
  @MaxLength(50)
  @Matches(SKU)
  sku?: string;

  @IsOptional()
  @Length(1, 200)
  variant_name?: string;

  @IsOptional()
  @MaxLength(50)
  language?: string;

  @IsOptional()
  @MaxLength(100)
  edition?: string;

  @IsOptional()
  @Matches(/^\d{1,6}(?:[.,]\d{1,2})?$/, { message: 'Le prix doit être un nombre positif, tel que 12,50.' })
  price_eur?: string;

  @IsOptional()
  @Matches(/^\d{1,7}$/, { message: 'Le stock compté doit être un nombre entier, à partir de 0.' })
  stock?: string;

  @IsOptional()
  @Matches(/^[+-]?\d{1,7}$/, { message: 'La différence de stock doit être un nombre entier, tel que 5 ou -2.' })
  stock_delta?: string;

  @IsOptional()
  @IsIn([...YES, ...NO], { message: 'La valeur doit être true ou false.' })
  active?: string;
}

export interface ProductRow {
  /** As a spreadsheet counts: the header is row 1. */
  row: number;
  slug: string;
  /** Undefined where the cell is empty: it stays as it is. */
  product: { name?: string; category?: string; description?: string };
  imageUrl?: string;
  variant: {
    sku?: string;
    name?: string;
    language?: string;
    edition?: string;
    priceCents?: number;
    isActive?: boolean;
  };
  /** Units counted, or added or taken; never both. */
  stock?: number;
  stockDelta?: number;
}

/** @param problems to which those of the row are added @returns undefined when the row has any */
export function toProductRow(row: number, cells: CsvCells, problems: CsvProblem[]): ProductRow | undefined {
  const found = [...contentProblems(row, cells)];
  const given = plainToInstance(ProductCells, textsOf(cells));
  for (const error of validateSync(given, { stopAtFirstError: true })) {
    const rule = Object.keys(error.constraints ?? {})[0] ?? '';
    found.push({ row, column: error.property, msg: frenchMessage(error, rule, error.property) });
  }
  const add = (column: string, msg: string) => found.push({ row, column, msg });
  const priceCents =
    given.price_eur === undefined ? undefined : Math.round(Number(given.price_eur.replace(',', '.')) * 100);
  if (!found.length) {
    if (priceCents !== undefined && (priceCents < 1 || priceCents > MAX_PRICE_CENTS))
      add('price_eur', 'Le prix doit être compris entre 0,01 et 100000.');
    if (Number(given.stock ?? 0) > MAX_STOCK) add('stock', `Le stock doit être au plus ${MAX_STOCK}.`);
    if (given.stock !== undefined && given.stock_delta !== undefined)
      add('stock_delta', 'Indiquez soit « stock », soit « stock_delta ».');
  }
  problems.push(...found);
  if (found.length) return undefined;
  return {
    row,
    slug: given.product_slug,
    product: { name: given.product_name, category: given.category, description: given.description },
    imageUrl: given.image_url,
    variant: {
      sku: given.sku,
      name: given.variant_name,
      language: given.language,
      edition: given.edition,
      priceCents,
      isActive: given.active === undefined ? undefined : YES.includes(given.active),
    },
    stock: given.stock === undefined ? undefined : Number(given.stock),
    stockDelta: given.stock_delta === undefined ? undefined : Number(given.stock_delta),
  };
}

/** As the pipeline has the texts of a JSON body. */
function textsOf(cells: CsvCells): CsvCells {
  const texts = Object.entries(cells).map(([column, cell = '']) => {
    const text = cleanText(cellText(cell));
    return [column, column === 'active' ? text.toLowerCase() : text] as const;
  });
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
}

function contentProblems(row: number, cells: CsvCells): CsvProblem[] {
  return Object.entries(cells).flatMap(([column, cell = '']) => {
    if (!NUMBERS.includes(column) && isFormula(cell.trim()))
      return [{ row, column, msg: 'La cellule commence comme une formule : mettez une apostrophe devant.' }];
    return looksLikeScript(cell) ? [{ row, column, msg: 'Ce contenu ne peut pas être accepté.' }] : [];
  });
}
