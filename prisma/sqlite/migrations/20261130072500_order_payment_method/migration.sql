-- AlterTable
ALTER TABLE "Order" ADD COLUMN "paymentBrand" TEXT;
ALTER TABLE "Order" ADD COLUMN "paymentLast4" TEXT;
ALTER TABLE "Order" ADD COLUMN "paymentMethodDueAt" DATETIME;

-- CreateIndex
CREATE INDEX "Order_paymentMethodDueAt_idx" ON "Order"("paymentMethodDueAt");
