-- AlterTable
ALTER TABLE "OrderItem" ADD COLUMN     "unitsReturned" INTEGER NOT NULL DEFAULT 0 CHECK ("unitsReturned" BETWEEN 0 AND "quantity");
