-- DropIndex
DROP INDEX "Variant_productId_idx";

-- CreateIndex
CREATE INDEX "Variant_productId_isActive_priceCents_idx" ON "Variant"("productId", "isActive", "priceCents");

-- CreateIndex
CREATE INDEX "Variant_language_idx" ON "Variant"("language");

-- The order of names: `searchText` begins with the folded name.
CREATE INDEX "Product_name_order_idx" ON "Product"((substr("searchText", 1, 200)) COLLATE "C", "id");
