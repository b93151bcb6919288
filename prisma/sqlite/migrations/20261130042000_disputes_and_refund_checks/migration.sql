-- AlterTable
ALTER TABLE "Refund" ADD COLUMN "checkedAt" DATETIME;

-- CreateTable
CREATE TABLE "Dispute" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orderId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "amountCents" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "evidenceDueAt" DATETIME,
    "openedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Dispute_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PaymentWarning" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orderId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "isOpen" BOOLEAN NOT NULL,
    "closedReason" TEXT,
    "openedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "PaymentWarning_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- AlterTable
ALTER TABLE "Order" ADD COLUMN "lostCents" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "Order_status_totalCents_refundedCents_lostCents_idx" ON "Order"("status", "totalCents", "refundedCents", "lostCents");

-- DropIndex
DROP INDEX "Order_status_totalCents_refundedCents_idx";

-- CreateIndex
CREATE INDEX "Dispute_orderId_idx" ON "Dispute"("orderId");

-- CreateIndex
CREATE INDEX "Dispute_status_evidenceDueAt_idx" ON "Dispute"("status", "evidenceDueAt");

-- CreateIndex
CREATE INDEX "PaymentWarning_orderId_idx" ON "PaymentWarning"("orderId");

-- CreateIndex
CREATE INDEX "PaymentWarning_isOpen_idx" ON "PaymentWarning"("isOpen");

-- CreateIndex
CREATE INDEX "Refund_status_createdAt_checkedAt_idx" ON "Refund"("status", "createdAt", "checkedAt");
