import { Injectable } from '@nestjs/common';
import { recordInAuditLog } from '../../audit/audit-log.js';
import { changedFields } from '../../audit/changed-fields.js';
import { isOpaqueId } from '../../common/ids/opaque-id.js';
import { pageWindow, toPagination } from '../../common/pagination/pagination.response.js';
import type { Prisma } from '../../prisma/client.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { isUniqueViolation } from '../../prisma/is-unique-violation.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { CacheVersion } from '../../cache/cache-version.js';
import { inOrderOf } from '../../prisma/search.js';
import { ProductHasOrdersError, ProductNotFoundError, SlugTakenError } from '../catalog.errors.js';
import { findProducts } from '../products/find-products.js';
import { searchTextOf } from '../../common/text/fold-text.js';
import { ProductSearch } from '../products/search/product-search.js';
import {
  adminProductInclude,
  toAdminProduct,
  type AdminProductListResponse,
  type AdminProductResponse,
} from './admin-product.response.js';
import type { AdminProductsQuery } from './admin-products.query.js';
import { auditedProduct } from './audited-product.js';
import type { CreateProductDto } from './dto/create-product.dto.js';
import type { ProductImageDto } from './dto/product-image.dto.js';
import type { UpdateProductDto } from './dto/update-product.dto.js';
import { ProductVariantsService } from './product-variants.service.js';
import { refuseSkusWithoutKey, skuKeyOf } from './sku-keys.js';

@Injectable()
export class AdminProductsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly variants: ProductVariantsService,
    private readonly cacheVersion: CacheVersion,
    private readonly outbox: OutboxService,
    private readonly search: ProductSearch,
  ) {}

  async list(query: AdminProductsQuery): Promise<AdminProductListResponse> {
    const { ids, total } = await findProducts(this.prisma, this.search, query, pageWindow(query));
    const rows = await this.prisma.product.findMany({ where: { id: { in: ids } }, include: adminProductInclude });
    return { products: inOrderOf(ids, rows).map(toAdminProduct), pagination: toPagination(query, total) };
  }

  /** @throws SlugTakenError, SkuTakenError */
  create(adminId: string, given: CreateProductDto): Promise<AdminProductResponse> {
    const { name, slug, category, description, images, variants } = given;
    return this.write(async (tx) => {
      const { id } = await tx.product.create({
        data: {
          name,
          slug,
          category,
          description,
          searchText: searchTextOf(given.name, given.description),
          images: { create: toImageRows(images ?? []) },
        },
      });
      await refuseSkusWithoutKey(
        tx,
        variants.map(({ sku }) => skuKeyOf(sku)),
      );
      for (const variant of variants) await this.variants.add(tx, id, variant, adminId);
      const made = await getProduct(tx, id);
      await recordInAuditLog(tx, adminId, 'product.create', id, { after: auditedProduct(made) });
      return made;
    });
  }

  /**
   * Changes the given fields, all of them or none.
   * @throws ProductNotFoundError
   * @throws SlugTakenError, SkuTakenError
   * @throws InvalidFieldsError for a variant's id that is not one of the product's
   * @throws StaleStockError when a difference would take a variant's stock below zero
   */
  update(adminId: string, id: string, given: UpdateProductDto): Promise<AdminProductResponse> {
    const { name, slug, category, description, images, variants } = given;
    return this.write(async (tx) => {
      await lockProduct(tx, id);
      // Before the slug: changing a unique column locks out orders of this product, and a sale may hold a variant's
      // lock already.
      await this.variants.lockAll(tx, id);
      const before = await getProduct(tx, id);
      const product = await tx.product.update({ where: { id }, data: { name, slug, category, description } });
      await tx.product.update({ where: { id }, data: { searchText: searchTextOf(product.name, product.description) } });
      if (images) {
        await tx.productImage.deleteMany({ where: { productId: id } });
        await tx.productImage.createMany({ data: toImageRows(images).map((image) => ({ ...image, productId: id })) });
      }
      if (variants) await this.variants.replace(tx, id, variants, adminId);
      const changed = await getProduct(tx, id);
      const change = changedFields(auditedProduct(before), auditedProduct(changed));
      await recordInAuditLog(tx, adminId, 'product.update', id, change);
      return changed;
    });
  }

  /**
   * @throws ProductNotFoundError
   * @throws ProductHasOrdersError
   */
  async delete(adminId: string, id: string): Promise<void> {
    await this.write(async (tx) => {
      await lockProduct(tx, id);
      const variants = await this.variants.lockAll(tx, id);
      const lines = await tx.orderItem.count({ where: { productId: id } });
      if (lines || (await this.variants.ordered(tx, variants)).length) throw new ProductHasOrdersError(id);
      const before = auditedProduct(await getProduct(tx, id));
      await this.variants.delete(tx, variants, adminId);
      await tx.product.delete({ where: { id } });
      await recordInAuditLog(tx, adminId, 'product.delete', id, { before });
    });
  }

  private async write<T>(work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
    try {
      const result = await this.prisma.$transaction(work);
      await this.cacheVersion.invalidate();
      // Mails for stock alerts.
      this.outbox.kick();
      return result;
    } catch (error) {
      // The slug is the only unique column of a product.
      if (isUniqueViolation(error)) throw new SlugTakenError();
      throw error;
    }
  }
}

/** Writes to the product's row first, so that a second change of the same product waits for this one. */
async function lockProduct(tx: Prisma.TransactionClient, id: string): Promise<void> {
  if (!isOpaqueId(id)) throw new ProductNotFoundError();
  const { count } = await tx.product.updateMany({ where: { id }, data: { updatedAt: new Date() } });
  if (count === 0) throw new ProductNotFoundError();
}

async function getProduct(tx: Prisma.TransactionClient, id: string): Promise<AdminProductResponse> {
  return toAdminProduct(await tx.product.findUniqueOrThrow({ where: { id }, include: adminProductInclude }));
}

function toImageRows(images: ProductImageDto[]) {
  return images.map(({ url, altText }, position) => ({ url, altText, position }));
}
