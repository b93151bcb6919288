import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { euros, writeCsv, type CsvRow } from '../../common/csv/write-csv.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { PRODUCT_COLUMNS } from './product-row.js';

/** Products a query. */
const BATCH = 500;

/** All products as CSV, as the import takes them. */
@Injectable()
export class ProductExport {
  constructor(private readonly prisma: PrismaService) {}

  /** Variants that are not for sale are included. */
  toCsv(): Readable {
    return writeCsv(PRODUCT_COLUMNS, this.rows());
  }

  private async *rows(): AsyncGenerator<CsvRow> {
    for (let after = ''; ;) {
      const products = await this.prisma.product.findMany({
        where: { id: { gt: after } },
        orderBy: { id: 'asc' },
        take: BATCH,
        include: {
          images: { orderBy: { position: 'asc' }, take: 1 },
          variants: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
        },
      });
      for (const { slug, name, category, description, images, variants } of products) {
        const product = {
          product_slug: slug,
          product_name: name,
          category,
          description,
          image_url: images[0]?.url,
        };
        for (const variant of variants) {
          yield {
            ...product,
            sku: variant.sku,
            variant_name: variant.name,
            language: variant.language,
            edition: variant.edition,
            price_eur: euros(variant.priceCents),
            stock: variant.stock,
            active: variant.isActive,
          };
        }
      }
      if (products.length < BATCH) return;
      after = products.at(-1)!.id;
    }
  }
}
