import { Injectable } from '@nestjs/common';
import { InvalidFieldsError } from '../../common/errors/validation.error.js';
import type { Prisma } from '../../prisma/client.js';
import { BackInStock } from '../alerts/back-in-stock.service.js';
import { MAX_STOCK } from '../product-rules.js';
import { writeLedger, type StockCause } from '../stock/stock-ledger.js';
import { StockService } from '../stock/stock.service.js';
import type { NewVariantDto } from './dto/new-variant.dto.js';
import type { VariantChangeDto } from './dto/variant-change.dto.js';
import { orSkuTaken, refuseSkusWithoutKey, skuKeyOf } from './sku-keys.js';

/** Changes a product's variants, ledger included, inside the caller's transaction. */
@Injectable()
export class ProductVariantsService {
  constructor(
    private readonly stock: StockService,
    private readonly backInStock: BackInStock,
  ) {}

  /**
   * Call `refuseSkusWithoutKey` before.
   * @returns its id
   * @throws SkuTakenError
   */
  async add(tx: Prisma.TransactionClient, productId: string, given: NewVariantDto, createdBy: string): Promise<string> {
    const { name, language, edition, priceCents, stock = 0, sku, isActive } = given;
    const data = { productId, name, language, edition, priceCents, stock, sku, skuKey: skuKeyOf(sku), isActive };
    const { id } = await orSkuTaken(tx.variant.create({ data }));
    await writeLedger(tx, [{ variantId: id, delta: stock, stockAfter: stock }], { reason: 'INITIAL', createdBy });
    return id;
  }

  /**
   * Sets the product's variants, which must be locked: those with an id are changed, those without are created, the
   * others are removed.
   * @throws InvalidFieldsError for an id that is not one of the product's
   * @throws StaleStockError when a difference would take the stock below zero
   * @throws SkuTakenError
   */
  async replace(
    tx: Prisma.TransactionClient,
    productId: string,
    given: VariantChangeDto[],
    createdBy: string,
  ): Promise<void> {
    const rows = await tx.variant.findMany({ where: { productId }, select: { id: true, isActive: true, sku: true } });
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
    const skus = new Map(rows.map(({ id, sku }) => [id, sku]));
    // One that keeps its SKU keeps what key it has: it may share the SKU since before there were keys, and have none.
    const changing = given.filter(
      ({ id, sku }) => sku !== undefined && (!id || skuKeyOf(sku) !== skuKeyOf(skus.get(id))),
    );
    await this.freeSkus(tx, changing);
    for (const [index, variant] of given.entries()) {
      const skuKey = changing.includes(variant) ? skuKeyOf(variant.sku) : undefined;
      if (variant.id) await this.change(tx, variant.id, variant, { createdBy, index, skuKey });
      const id = variant.id ?? (await this.add(tx, productId, asNew(variant), createdBy));
      // Newly for sale with stock. (A change of stock sends the alerts' mails automatically.)
      if (!variant.id || notForSale.has(id)) await this.backInStock.tell(tx, id);
    }
  }

  /** Call it before any SKU is written: two variants may swap theirs. */
  private async freeSkus(tx: Prisma.TransactionClient, changing: VariantChangeDto[]): Promise<void> {
    const ids = changing.flatMap(({ id }) => id ?? []);
    if (ids.length) await tx.variant.updateMany({ where: { id: { in: ids } }, data: { skuKey: null } });
    await refuseSkusWithoutKey(
      tx,
      changing.map(({ sku }) => skuKeyOf(sku)),
      ids,
    );
  }

  /** Deletes locked variants. One that was ever ordered or is reserved is only taken out of sale. */
  private async remove(tx: Prisma.TransactionClient, ids: string[], createdBy: string): Promise<void> {
    const ordered = await this.ordered(tx, ids);
    await tx.variant.updateMany({ where: { id: { in: ordered } }, data: { isActive: false } });
    await this.delete(
      tx,
      ids.filter((id) => !ordered.includes(id)),
      createdBy,
    );
  }

  /** Deletes locked variants. The ledger records their units as gone. */
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

  /** Which of the variants are in an order or reserved for an open checkout session. */
  async ordered(tx: Prisma.TransactionClient, ids: string[]): Promise<string[]> {
    const rows = await tx.variant.findMany({
      where: { id: { in: ids }, OR: [{ orderItems: { some: {} } }, { reservations: { some: {} } }] },
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  }

  /**
   * Locks all the product's variants: sales and corrections wait until the transaction ends.
   * @returns their ids
   */
  async lockAll(tx: Prisma.TransactionClient, productId: string): Promise<string[]> {
    // In id order, as a sale does: never deadlocks.
    const variants = await tx.variant.findMany({ where: { productId }, select: { id: true }, orderBy: { id: 'asc' } });
    for (const { id } of variants) await this.stock.lockStock(tx, id);
    return variants.map(({ id }) => id);
  }

  private async change(
    tx: Prisma.TransactionClient,
    variantId: string,
    given: VariantChangeDto,
    { createdBy, index, skuKey }: { createdBy: string; index: number; skuKey?: string | null },
  ): Promise<void> {
    const { name, language, edition, priceCents, sku, isActive, stock, stockAtRead } = given;
    await orSkuTaken(
      tx.variant.update({
        where: { id: variantId },
        data: { name, language, edition, priceCents, sku, skuKey, isActive },
      }),
    );
    if (stock === undefined) return;
    const cause: StockCause = { reason: 'CORRECTION', createdBy };
    if (typeof stockAtRead !== 'number') return this.stock.setStock(tx, variantId, stock, cause);
    if (stock === stockAtRead) return;
    const after = await this.stock.adjustStock(tx, variantId, stock - stockAtRead, cause);
    if (after > MAX_STOCK) throw invalid(`variants.${index}.stock`, `doit être au plus ${MAX_STOCK}.`);
  }
}

/** Validation requires name and price without an id. */
function asNew({ name, priceCents, stock = 0, isActive = true, ...optional }: VariantChangeDto): NewVariantDto {
  return { name: name!, priceCents: priceCents!, stock, isActive, ...optional };
}

function invalid(path: string, rule: string): InvalidFieldsError {
  return new InvalidFieldsError([{ path, msg: `Le champ « ${path} » ${rule}` }]);
}
