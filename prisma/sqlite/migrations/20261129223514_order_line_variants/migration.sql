-- AlterTable
ALTER TABLE "OrderItem" ADD COLUMN "edition" TEXT;
ALTER TABLE "OrderItem" ADD COLUMN "language" TEXT;
ALTER TABLE "OrderItem" ADD COLUMN "sku" TEXT;
