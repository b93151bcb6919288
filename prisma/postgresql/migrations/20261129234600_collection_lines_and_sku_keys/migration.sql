-- DropIndex
DROP INDEX "CollectionItem_userId_cardId_key";

-- A line for each language and condition of a card; what is not given is one of them.
CREATE UNIQUE INDEX "CollectionItem_line_key" ON "CollectionItem"("userId", "cardId", COALESCE("language", ''), COALESCE("condition", ''));

-- AlterTable
ALTER TABLE "Variant" ADD COLUMN "skuKey" TEXT;

-- Variants that share a SKU keep it. The oldest of them gets the key; the shop names the others at start.
UPDATE "Variant" SET "skuKey" = UPPER("sku") WHERE "id" IN (
  SELECT "id" FROM (
    SELECT "id", ROW_NUMBER() OVER (PARTITION BY UPPER("sku") ORDER BY "createdAt", "id") AS "place"
    FROM "Variant" WHERE "sku" <> ''
  ) AS "ranked" WHERE "place" = 1
);

-- Partial: most variants have no SKU, and a change of a whole unique column would bar orders of the variant on PostgreSQL.
CREATE UNIQUE INDEX "Variant_skuKey_key" ON "Variant"("skuKey") WHERE "skuKey" IS NOT NULL;
