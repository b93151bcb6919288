-- DropIndex
DROP INDEX "Order_status_totalCents_refundedCents_lostCents_idx";

-- CreateIndex
CREATE INDEX "Order_status_isTest_totalCents_refundedCents_lostCents_idx" ON "Order"("status", "isTest", "totalCents", "refundedCents", "lostCents");
