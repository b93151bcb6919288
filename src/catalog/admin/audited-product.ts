import type { AdminProductResponse } from './admin-product.response.js';

/** A product as the audit log records it: variants by id, pictures by URL. */
export function auditedProduct({ name, slug, category, description, images, variants }: AdminProductResponse) {
  return {
    ...{ name, slug, category, description },
    images: images.map(({ url, altText }) => ({ url, altText })),
    variants: Object.fromEntries(
      variants.map(({ id, name, language, edition, priceCents, stock, sku, isActive }) => [
        id,
        { name, language, edition, priceCents, stock, sku, isActive },
      ]),
    ),
  };
}
