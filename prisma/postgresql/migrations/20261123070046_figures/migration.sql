-- DropIndex
DROP INDEX "Order_createdAt_id_idx";

-- DropIndex
DROP INDEX "OrderItem_productId_idx";

-- CreateIndex
CREATE INDEX "Order_createdAt_id_orderNumber_userId_idx" ON "Order"("createdAt", "id", "orderNumber", "userId");

-- CreateIndex
CREATE INDEX "Order_status_totalCents_refundedCents_idx" ON "Order"("status", "totalCents", "refundedCents");

-- CreateIndex
CREATE INDEX "OrderItem_productId_quantity_idx" ON "OrderItem"("productId", "quantity");
