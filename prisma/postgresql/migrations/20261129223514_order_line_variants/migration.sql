-- AlterTable
ALTER TABLE "OrderItem" ADD COLUMN     "edition" TEXT,
ADD COLUMN     "language" TEXT,
ADD COLUMN     "sku" TEXT;
