import { Injectable } from '@nestjs/common';
import { recordAdminChange } from '../../audit/admin-changes.js';
import { changedFields } from '../../audit/changed-fields.js';
import { isOpaqueId } from '../../common/ids/opaque-id.js';
import { pageWindow, toPagination } from '../../common/pagination/pagination.response.js';
import type { Prisma } from '../../generated/sqlite/client.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { isUniqueViolation } from '../../prisma/is-unique-violation.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { CatalogCache } from '../catalog-cache.js';
import { ProductHasOrdersError, ProductNotFoundError, SlugTakenError } from '../catalog.errors.js';
import { findProducts } from '../products/find-products.js';
import { searchTextOf } from '../products/search-text.js';
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
import { readProducts } from './read-products.js';

@Injectable()
export class AdminProductsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly variants: ProductVariantsService,
    private readonly cache: CatalogCache,
    private readonly outbox: OutboxService,
    private readonly search: ProductSearch,
  ) {}

  async list(query: AdminProductsQuery): Promise<AdminProductListResponse> {
    const { ids, total } = await findProducts(this.prisma, this.search, query, pageWindow(query));
    const rows = await readProducts(this.prisma, ids);
    return { products: rows.map(toAdminProduct), pagination: toPagination(query, total) };
  }

  /** @throws SlugTakenError */
  create(adminId: string, given: CreateProductDto): Promise<AdminProductResponse> {
    const { name, slug, category, description, images, variants } = given;
    return this.write(async (tx) => {
      const { id } = await tx.product.create({
        data: {
          name,
          slug,
          category,
          description,
          searchText: searchTextOf(given),
          images: { create: toImageRows(images ?? []) },
        },
      });
      for (const variant of variants) await this.variants.add(tx, id, variant, adminId);
      const made = await getProduct(tx, id);
      await recordAdminChange(tx, adminId, 'product.create', id, { after: auditedProduct(made) });
      return made;
    });
  }

  /**
   * Changes what is given, all of it or nothing.
   * @throws ProductNotFoundError
   * @throws SlugTakenError
   * @throws InvalidFieldsError for a variant's id that is not one of the product's
   * @throws StaleStockError when a difference would take a variant's stock below zero
   */
  update(adminId: string, id: string, given: UpdateProductDto): Promise<AdminProductResponse> {
    const { name, slug, category, description, images, variants } = given;
    return this.write(async (tx) => {
      await lockProduct(tx, id);
      // Before the slug: changing a unique column bars orders of this product, and a sale may hold a variant already.
      await this.variants.lockAll(tx, id);
      const before = await getProduct(tx, id);
      const product = await tx.product.update({ where: { id }, data: { name, slug, category, description } });
      await tx.product.update({ where: { id }, data: { searchText: searchTextOf(product) } });
      if (images) {
        await tx.productImage.deleteMany({ where: { productId: id } });
        await tx.productImage.createMany({ data: toImageRows(images).map((image) => ({ ...image, productId: id })) });
      }
      if (variants) await this.variants.replace(tx, id, variants, adminId);
      const changed = await getProduct(tx, id);
      const change = changedFields(auditedProduct(before), auditedProduct(changed));
      await recordAdminChange(tx, adminId, 'product.update', id, change);
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
      await recordAdminChange(tx, adminId, 'product.delete', id, { before });
    });
  }

  private async write<T>(work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
    try {
      const result = await this.prisma.$transaction(work);
      await this.cache.invalidate();
      // Those who waited for what is back in stock.
      this.outbox.kick();
      return result;
    } catch (error) {
      // The slug is the only unique thing of a product.
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
