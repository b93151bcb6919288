-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "paymentBrand" TEXT,
ADD COLUMN     "paymentLast4" TEXT,
ADD COLUMN     "paymentMethodDueAt" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "Order_paymentMethodDueAt_idx" ON "Order"("paymentMethodDueAt");
