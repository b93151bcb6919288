import { Injectable } from '@nestjs/common';
import { recordInAuditLog } from '../../audit/audit-log.js';
import { changedFields } from '../../audit/changed-fields.js';
import { InvalidFieldsError } from '../../common/errors/validation.error.js';
import { isOpaqueId } from '../../common/ids/opaque-id.js';
import { pageWindow, toPagination } from '../../common/pagination/pagination.response.js';
import type { Prisma } from '../../prisma/client.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { toAdminVariant } from '../admin/admin-product.response.js';
import { CacheVersion } from '../../cache/cache-version.js';
import { MAX_STOCK } from '../product-rules.js';
import type { StockCause } from '../stock/stock-ledger.js';
import { VariantNotFoundError } from '../catalog.errors.js';
import { StockService } from '../stock/stock.service.js';
import type { CorrectStockDto } from './correct-stock.dto.js';
import type { InventoryQuery } from './inventory.query.js';
import {
  inventoryInclude,
  toInventoryVariant,
  type CorrectedVariantResponse,
  type InventoryRow,
  type InventoryResponse,
} from './inventory.response.js';

const MAX_LOW_STOCK = 1000;

@Injectable()
export class InventoryService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly stock: StockService,
    private readonly cacheVersion: CacheVersion,
    private readonly outbox: OutboxService,
  ) {}

  async list(query: InventoryQuery): Promise<InventoryResponse> {
    const active = { isActive: true };
    const low = { ...active, stock: { gte: 0, lte: query.lowStockThreshold } };
    const [{ variants, lowStock }, total, lowCount, outOfStock] = await Promise.all([
      this.rows(query),
      this.prisma.variant.count({ where: active }),
      this.prisma.variant.count({ where: low }),
      this.prisma.variant.count({ where: { ...active, stock: 0 } }),
    ]);
    return {
      variants: variants.map(toInventoryVariant),
      lowStock: lowStock.map(toInventoryVariant),
      stats: { total, lowStock: lowCount, outOfStock },
      pagination: toPagination(query, total),
    };
  }

  /**
   * The page's variants and those with little stock. The first page begins with the same ones, so they are read once.
   */
  private async rows(query: InventoryQuery): Promise<{ variants: InventoryRow[]; lowStock: InventoryRow[] }> {
    const { skip, take } = pageWindow(query);
    const maxStock = query.lowStockThreshold;
    if (skip === 0) {
      const first = await this.forSale({ skip, take: Math.max(take, MAX_LOW_STOCK) });
      const low = first.filter(({ stock }) => stock >= 0 && stock <= maxStock);
      return { variants: first.slice(0, take), lowStock: low.slice(0, MAX_LOW_STOCK) };
    }
    const [variants, lowStock] = await Promise.all([
      this.forSale({ skip, take }),
      this.forSale({ skip: 0, take: MAX_LOW_STOCK }, { gte: 0, lte: maxStock }),
    ]);
    return { variants, lowStock };
  }

  /** Variants for sale with their products and first pictures, least stock first. */
  private forSale(window: { skip: number; take: number }, stock?: Prisma.IntFilter): Promise<InventoryRow[]> {
    return this.prisma.variant.findMany({
      where: { isActive: true, ...(stock && { stock }) },
      orderBy: [{ stock: 'asc' }, { id: 'asc' }],
      ...window,
      include: inventoryInclude,
    });
  }

  /**
   * Sets a variant's stock to a count, or changes it by a difference.
   * @throws InvalidFieldsError for both or neither of the two, or more units than the limit
   * @throws VariantNotFoundError
   * @throws StaleStockError when the stock is not the expected one, or would go below zero
   */
  async correct(adminId: string, variantId: string, given: CorrectStockDto): Promise<CorrectedVariantResponse> {
    if ((given.stock === undefined) === (given.delta === undefined))
      throw invalid('stock', 'Indiquez soit « stock », soit « delta ».');
    if (!isOpaqueId(variantId)) throw new VariantNotFoundError(variantId);
    const cause: StockCause = { reason: 'CORRECTION', note: given.reason, createdBy: adminId };

    const variant = await this.prisma.$transaction(async (tx) => {
      const now = await this.stock.lockStock(tx, variantId);
      const counted = given.stock ?? now + given.delta!;
      if (counted > MAX_STOCK) throw invalid('delta', `Le stock doit être au plus ${MAX_STOCK}.`);
      await this.stock.setStock(tx, variantId, counted, cause, given.expectedStock ?? undefined);
      const change = changedFields({ stock: now }, { stock: counted });
      await recordInAuditLog(tx, adminId, 'stock.correct', variantId, change);
      const product = { select: { id: true, name: true } };
      return tx.variant.findUniqueOrThrow({ where: { id: variantId }, include: { product } });
    });
    await this.cacheVersion.invalidate();
    // Mails for stock alerts.
    this.outbox.kick();
    return Object.assign(toAdminVariant(variant), { product: variant.product });
  }
}

function invalid(path: string, msg: string): InvalidFieldsError {
  return new InvalidFieldsError([{ path, msg }]);
}
