import { Injectable } from '@nestjs/common';
import { InvalidFieldsError } from '../../common/errors/validation.error.js';
import type { Prisma } from '../../generated/sqlite/client.js';
import { BackInStock } from '../alerts/back-in-stock.service.js';
import { MAX_STOCK } from '../product-rules.js';
import { writeLedger, type StockCause } from '../stock/stock-ledger.js';
import { StockService } from '../stock/stock.service.js';
import type { NewVariantDto } from './dto/new-variant.dto.js';
import type { VariantChangeDto } from './dto/variant-change.dto.js';

/** Changes a product's variants, ledger included, inside the caller's transaction. */
@Injectable()
export class ProductVariantsService {
  constructor(
    private readonly stock: StockService,
    private readonly backInStock: BackInStock,
  ) {}

  /** @returns its id */
  async add(tx: Prisma.TransactionClient, productId: string, given: NewVariantDto, createdBy: string): Promise<string> {
    const { name, language, edition, priceCents, stock = 0, sku, isActive } = given;
    const data = { productId, name, language, edition, priceCents, stock, sku, isActive };
    const { id } = await tx.variant.create({ data });
    await writeLedger(tx, [{ variantId: id, delta: stock, stockAfter: stock }], { reason: 'INITIAL', createdBy });
    return id;
  }

  /**
   * Makes the product's variants, which must be locked, those given: with an id changed, without one new, the others
   * removed.
   * @throws InvalidFieldsError for an id that is not one of the product's
   * @throws StaleStockError when a difference would take the stock below zero
   */
  async replace(
    tx: Prisma.TransactionClient,
    productId: string,
    given: VariantChangeDto[],
    createdBy: string,
  ): Promise<void> {
    const rows = await tx.variant.findMany({ where: { productId }, select: { id: true, isActive: true } });
    const existing = rows.map(({ id }) => id);
    const notForSale = new Set(rows.filter(({ isActive }) => !isActive).map(({ id }) => id));
    const unknown = given.findIndex(({ id }) => id !== undefined && !existing.includes(id));
    if (unknown >= 0) throw invalid(`variants.${unknown}.id`, 'ne désigne aucune version de ce produit.');

    const kept = new Set(given.map(({ id }) => id));
    await this.remove(
      tx,
      existing.filter((id) => !kept.has(id)),
      createdBy,
    );
    for (const [index, variant] of given.entries()) {
      if (variant.id) await this.change(tx, variant.id, variant, createdBy, index);
      const id = variant.id ?? (await this.add(tx, productId, asNew(variant), createdBy));
      // Stock for sale that was not: a change of stock alone tells those who wait by itself.
      if (!variant.id || notForSale.has(id)) await this.backInStock.tell(tx, id);
    }
  }

  /** Deletes the variants; one that was ever ordered, or is held, is taken out of sale instead. They must be locked. */
  private async remove(tx: Prisma.TransactionClient, ids: string[], createdBy: string): Promise<void> {
    const ordered = await this.ordered(tx, ids);
    await tx.variant.updateMany({ where: { id: { in: ordered } }, data: { isActive: false } });
    await this.delete(
      tx,
      ids.filter((id) => !ordered.includes(id)),
      createdBy,
    );
  }

  /** Deletes locked variants; the ledger says that their units are gone with them. */
  async delete(tx: Prisma.TransactionClient, ids: string[], createdBy: string): Promise<void> {
    const select = { id: true, stock: true, productId: true };
    const variants = await tx.variant.findMany({ where: { id: { in: ids } }, select });
    const changes = variants.map(({ id, stock }) => ({ variantId: id, delta: -stock, stockAfter: 0 }));
    await writeLedger(tx, changes, { reason: 'CORRECTION', note: 'Version supprimée', createdBy });
    await tx.stockAlert.deleteMany({
      where: { OR: variants.map(({ id, productId }) => ({ productId, variantId: id })) },
    });
    await tx.variant.deleteMany({ where: { id: { in: ids } } });
  }

  /** Which of the variants are in an order or held by somebody who is about to pay. */
  async ordered(tx: Prisma.TransactionClient, ids: string[]): Promise<string[]> {
    const rows = await tx.variant.findMany({
      where: { id: { in: ids }, OR: [{ orderItems: { some: {} } }, { holds: { some: {} } }] },
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  }

  /**
   * Keeps sales and corrections of all the product's variants waiting until the transaction ends.
   * @returns their ids
   */
  async lockAll(tx: Prisma.TransactionClient, productId: string): Promise<string[]> {
    // In id order, as a sale takes them, so that the two can't wait for one another for ever.
    const variants = await tx.variant.findMany({ where: { productId }, select: { id: true }, orderBy: { id: 'asc' } });
    for (const { id } of variants) await this.stock.lock(tx, id);
    return variants.map(({ id }) => id);
  }

  private async change(
    tx: Prisma.TransactionClient,
    variantId: string,
    given: VariantChangeDto,
    createdBy: string,
    index: number,
  ): Promise<void> {
    const { name, language, edition, priceCents, sku, isActive, stock, stockAtRead } = given;
    await tx.variant.update({
      where: { id: variantId },
      data: { name, language, edition, priceCents, sku, isActive },
    });
    if (stock === undefined) return;
    const cause: StockCause = { reason: 'CORRECTION', createdBy };
    if (typeof stockAtRead !== 'number') return this.stock.count(tx, variantId, stock, cause);
    if (stock === stockAtRead) return;
    const after = await this.stock.change(tx, variantId, stock - stockAtRead, cause);
    if (after > MAX_STOCK) throw invalid(`variants.${index}.stock`, `doit être au plus ${MAX_STOCK}.`);
  }
}

/** The fields of a variant without id have been checked to be there. */
function asNew({
  name,
  priceCents,
  stock = 0,
  isActive = true,
  language,
  edition,
  sku,
}: VariantChangeDto): NewVariantDto {
  return { name: name!, priceCents: priceCents!, stock, isActive, language, edition, sku };
}

function invalid(path: string, rule: string): InvalidFieldsError {
  return new InvalidFieldsError([{ path, msg: `Le champ « ${path} » ${rule}` }]);
}
