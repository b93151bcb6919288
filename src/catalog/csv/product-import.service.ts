import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { recordInAuditLog } from '../../audit/audit-log.js';
import { CacheVersion } from '../../cache/cache-version.js';
import { InvalidCsvError, type CsvProblem } from '../../common/csv/csv.errors.js';
import { readCsv } from '../../common/csv/read-csv.js';
import { searchTextOf } from '../../common/text/fold-text.js';
import { OutboxService } from '../../mail/outbox.service.js';
import type { Prisma } from '../../prisma/client.js';
import { isUniqueViolation } from '../../prisma/is-unique-violation.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { orSkuTaken, skuKeyOf } from '../admin/sku-keys.js';
import { BackInStock } from '../alerts/back-in-stock.service.js';
import { SlugTakenError } from '../catalog.errors.js';
import { writeLedger, type StockCause } from '../stock/stock-ledger.js';
import { StockService } from '../stock/stock.service.js';
import { comparedFields, planImport, type CurrentProduct, type ImportPlan } from './import-plan.js';
import { PRODUCT_COLUMNS, toProductRow, type ProductRow } from './product-row.js';
import type { ProductImportResponse } from './product-import.response.js';

/**
 * Rows a statement, and rows until other requests get their turn: SQLite answers at once, so nothing else here would let
 * them.
 */
const BATCH = 100;
const MAX_PROBLEMS = 100;
/** Milliseconds for 50,000 rows. Sales wait meanwhile on SQLite, and on PostgreSQL those of the same variants. */
const TIMEOUT = 120_000;

interface ImportOptions {
  /** Says what it would do and does nothing. */
  dryRun?: boolean;
  /** The administrator; the shop's command has none. */
  adminId?: string;
  onProgress?: (done: number, all: number) => void;
}

/** Creates and changes products by a CSV file, all rows or none. */
@Injectable()
export class ProductImport {
  constructor(
    private readonly prisma: PrismaService,
    private readonly stock: StockService,
    private readonly backInStock: BackInStock,
    private readonly cacheVersion: CacheVersion,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * An empty cell changes nothing. Variants are found by SKU, those without by name, language and edition. `stock` is a
   * count, `stock_delta` a difference to the stock at the time of the import.
   * @throws InvalidCsvError with the first 100 problems; nothing is written
   * @throws StaleStockError, SlugTakenError, SkuTakenError for what happens at the same moment; nothing is written
   */
  async import(file: AsyncIterable<Uint8Array>, options: ImportOptions = {}): Promise<ProductImportResponse> {
    const rows = await this.read(file);
    if (options.dryRun) return toReport(await this.plan(this.prisma, rows));
    try {
      const report = await this.prisma.$transaction((tx) => this.write(tx, rows, options), { timeout: TIMEOUT });
      await this.cacheVersion.invalidate();
      // Mails for stock alerts.
      this.outbox.kick();
      return report;
    } catch (error) {
      if (isUniqueViolation(error)) throw new SlugTakenError();
      throw error;
    }
  }

  private async read(file: AsyncIterable<Uint8Array>): Promise<ProductRow[]> {
    const rows: ProductRow[] = [];
    const problems: CsvProblem[] = [];
    for await (const { row, cells } of readCsv(file, PRODUCT_COLUMNS, ['product_slug'])) {
      const parsed = toProductRow(row, cells, problems);
      if (parsed) rows.push(parsed);
      if (row % BATCH === 0) await setImmediate();
      if (problems.length >= MAX_PROBLEMS) break;
    }
    if (problems.length) throw new InvalidCsvError(problems.slice(0, MAX_PROBLEMS));
    return rows;
  }

  /** @throws InvalidCsvError */
  private async plan(db: Prisma.TransactionClient, rows: ProductRow[]): Promise<ImportPlan> {
    const current = new Map<string, CurrentProduct>();
    for (const slugs of batches([...new Set(rows.map(({ slug }) => slug))])) {
      const products = await db.product.findMany({ where: { slug: { in: slugs } }, select: comparedFields });
      for (const product of products) current.set(product.slug, product);
      await setImmediate();
    }
    const plan = planImport(rows, current, await skuOwners(db, rows));
    if (plan.problems.length) throw new InvalidCsvError(plan.problems.slice(0, MAX_PROBLEMS));
    return plan;
  }

  private async write(
    tx: Prisma.TransactionClient,
    rows: ProductRow[],
    { adminId, onProgress }: ImportOptions,
  ): Promise<ProductImportResponse> {
    const plan = await this.plan(tx, rows);
    const report = toReport(plan);
    if (plan.unchangedRows === plan.rows) return report;
    const cause: StockCause = { reason: 'CORRECTION', note: 'Import CSV', createdBy: adminId };
    const all = plan.products.length + plan.newVariants.length + plan.variantChanges.length;
    let done = 0;
    const advance = async (count = 1) => {
      onProgress?.((done += count), all);
      await setImmediate();
    };

    const created = plan.products.filter(({ isNew }) => isNew);
    await createProducts(tx, created, advance);
    // In id order, products before variants, as everywhere: never deadlocks.
    const changed = plan.products.filter(({ isNew }) => !isNew).sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const { id, name, category, description, image } of changed) {
      const searchText = searchTextOf(name, description);
      await tx.product.update({ where: { id }, data: { name, category, description, searchText } });
      if (image?.id) await tx.productImage.update({ where: { id: image.id }, data: { url: image.url } });
      else if (image) await tx.productImage.create({ data: { productId: id, url: image.url, position: 0 } });
      await advance();
    }
    for (const { id, data, stock, stockDelta, isReturning } of plan.variantChanges) {
      if (Object.keys(data).length) await orSkuTaken(tx.variant.update({ where: { id }, data }));
      if (stock !== undefined) await this.stock.setStock(tx, id, stock, cause);
      if (stockDelta) await this.stock.adjustStock(tx, id, stockDelta, cause);
      if (isReturning) await this.backInStock.tell(tx, id);
      await advance();
    }
    for (const variants of batches(plan.newVariants)) {
      await orSkuTaken(tx.variant.createMany({ data: variants }));
      const first = variants.map(({ id, stock }) => ({ variantId: id, delta: stock, stockAfter: stock }));
      await writeLedger(tx, first, { ...cause, reason: 'INITIAL' });
      await advance(variants.length);
    }
    // Nobody has asked for a product that is new.
    const newProducts = new Set(created.map(({ id }) => id));
    for (const { id, productId } of plan.newVariants)
      if (!newProducts.has(productId)) await this.backInStock.tell(tx, id);
    if (adminId)
      await recordInAuditLog(tx, adminId, 'catalog.import', 'csv', {
        after: Object.fromEntries(Object.entries(report)),
      });
    return report;
  }
}

async function createProducts(
  tx: Prisma.TransactionClient,
  products: ImportPlan['products'],
  advance: (count: number) => Promise<void>,
): Promise<void> {
  for (const batch of batches(products)) {
    await tx.product.createMany({
      data: batch.map(({ id, slug, name, category, description }) => {
        return { id, slug, name, category, description, searchText: searchTextOf(name, description) };
      }),
    });
    await tx.productImage.createMany({
      data: batch.flatMap(({ id, image }) => (image ? [{ productId: id, url: image.url, position: 0 }] : [])),
    });
    await advance(batch.length);
  }
}

/** @returns the slug of the product that has a SKU, by the SKU's key */
async function skuOwners(db: Prisma.TransactionClient, rows: ProductRow[]): Promise<Map<string, string>> {
  const keys = [...new Set(rows.flatMap(({ variant }) => skuKeyOf(variant.sku) ?? []))];
  const select = { sku: true, product: { select: { slug: true } } };
  // Older versions allowed several variants with one SKU: all but one have no key.
  const owners = await db.variant.findMany({ where: { skuKey: null, sku: { not: null } }, select });
  for (const skuKeys of batches(keys)) {
    owners.push(...(await db.variant.findMany({ where: { skuKey: { in: skuKeys } }, select })));
    await setImmediate();
  }
  return new Map(owners.map(({ sku, product }) => [skuKeyOf(sku)!, product.slug]));
}

function toReport({ rows, products, newVariants, variantChanges, unchangedRows }: ImportPlan): ProductImportResponse {
  const productsCreated = products.filter(({ isNew }) => isNew).length;
  return {
    rows,
    productsCreated,
    productsUpdated: products.length - productsCreated,
    variantsCreated: newVariants.length,
    variantsUpdated: variantChanges.length,
    stockChanges:
      variantChanges.filter(({ stock, stockDelta }) => stock !== undefined || stockDelta !== undefined).length +
      newVariants.filter(({ stock }) => stock > 0).length,
    unchangedRows,
  };
}

function batches<T>(all: T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, index) =>
    all.slice(index * BATCH, (index + 1) * BATCH),
  );
}
